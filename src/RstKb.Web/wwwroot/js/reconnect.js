// A lost circuit: a thin bar, the page stays readable. The script of the framework only sets classes on our element.
export function startReconnect() {
  const bar = document.getElementById('components-reconnect-modal');
  if (!bar) { return; }
  let trying = null;
  const retry = async () => {
    trying = null;
    try {
      if (await window.Blazor.reconnect() === false) { location.reload(); return; }
    } catch {
      // The server is still away: the next try follows below.
    }
    if (bar.classList.contains('components-reconnect-failed')) { plan(); }
  };
  const plan = () => { trying ??= setTimeout(retry, 3000); };
  new MutationObserver(() => {
    if (bar.classList.contains('components-reconnect-rejected')) { location.reload(); }
    if (bar.classList.contains('components-reconnect-failed')) { plan(); }
  }).observe(bar, { attributes: true, attributeFilter: ['class'] });
}
