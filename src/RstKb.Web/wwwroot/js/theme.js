const order = ['system', 'light', 'dark'];
const words = { system: 'like the system', light: 'light', dark: 'dark' };

function chosen() {
  const stored = localStorage.getItem('theme');
  return order.includes(stored) ? stored : 'system';
}

function apply(theme) {
  if (theme === 'system') { delete document.documentElement.dataset.theme; } else { document.documentElement.dataset.theme = theme; }
  document.querySelectorAll('[data-theme-toggle]').forEach(button => { button.title = `Theme: ${words[theme]}`; });
}

/** Goes on to the next theme and remembers it: in the cookie too, so that the server's first picture has the right colours. */
export function nextTheme() {
  const theme = order[(order.indexOf(chosen()) + 1) % order.length];
  localStorage.setItem('theme', theme);
  document.cookie = `theme=${theme};path=/;max-age=31536000;samesite=lax`;
  apply(theme);
  return `Theme: ${words[theme]}`;
}

export function startTheme() {
  document.addEventListener('click', event => {
    if (event.target.closest('[data-theme-toggle]')) { nextTheme(); }
  });
  return () => apply(chosen());
}
