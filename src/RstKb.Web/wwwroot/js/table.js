// The row of the flow table that was chosen last stands in the address, so that Back from a flow, a reload and a copied link come to it.
export function startTable() {
  document.addEventListener('focusin', event => {
    const row = event.target.closest?.('#flows [data-at]');
    if (!row) { return; }
    const address = new URL(location.href);
    // Their order in the address is fixed: the row comes before what hides the benign.
    const benign = address.searchParams.get('benign');
    address.searchParams.delete('benign');
    if (row.dataset.at === '0') { address.searchParams.delete('row'); } else { address.searchParams.set('row', row.dataset.at); }
    if (benign !== null) { address.searchParams.set('benign', benign); }
    address.hash = '';
    history.replaceState(history.state, '', address);
    document.querySelectorAll('#flows [data-at][aria-current]').forEach(other => { if (other !== row) { other.removeAttribute('aria-current'); } });
    row.setAttribute('aria-current', 'true');
  });
}
