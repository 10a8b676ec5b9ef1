// Results while typing: below the small boxes as a list, on the search page in place. Both show what the search page itself would show.
const pause = 120;
const shortest = 2;
const mostSuggested = 8;
let timer = 0;
let asked = 0;

const addressOf = query => `/search?q=${encodeURIComponent(query)}`;

async function pageOf(query) {
  const mine = ++asked;
  const answer = await fetch(addressOf(query), { headers: { Accept: 'text/html' } });
  if (!answer.ok || mine !== asked) { return null; }
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

function listOf(input) {
  const form = input.closest('form');
  let list = form.querySelector('.suggest');
  if (!list) {
    list = document.createElement('div');
    list.className = 'suggest card';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Results');
    list.id = `suggest-${document.querySelectorAll('.suggest').length}`;
    list.hidden = true;
    form.append(list);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', list.id);
    input.setAttribute('aria-expanded', 'false');
  }
  return list;
}

function close(input) {
  const list = listOf(input);
  list.hidden = true;
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

async function suggest(input) {
  const query = input.value.trim();
  if (query.length < shortest) { asked++; close(input); return; }
  const page = await pageOf(query);
  if (!page || input.value.trim() !== query) { return; }
  const list = listOf(input);
  const hits = [...page.querySelectorAll('[data-results] a.hit')].slice(0, mostSuggested);
  list.replaceChildren(...hits.map((hit, index) => {
    const option = document.importNode(hit, true);
    option.className = 'hit';
    option.id = `${list.id}-${index}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    option.tabIndex = -1;
    option.removeAttribute('data-row');
    return option;
  }));
  list.hidden = hits.length === 0;
  input.setAttribute('aria-expanded', String(hits.length > 0));
  input.removeAttribute('aria-activedescendant');
}

async function replace(input) {
  const query = input.value.trim();
  if (query.length > 0 && query.length < shortest) { asked++; return; }
  const page = await pageOf(query);
  const results = document.querySelector('[data-results]');
  if (!page || !results || input.value.trim() !== query) { return; }
  results.replaceChildren(...[...page.querySelector('[data-results]').childNodes].map(node => document.importNode(node, true)));
  history.replaceState(history.state, '', query ? addressOf(query) : '/search');
  document.title = page.title;
}

/** Moves the mark through the results; the box keeps the focus. */
function move(input, by) {
  const live = input.matches('[data-live]');
  const options = live ? [...document.querySelectorAll('[data-results] a.hit')] : [...listOf(input).querySelectorAll('a.hit')];
  if (options.length === 0 || (!live && listOf(input).hidden)) { return false; }
  const at = options.findIndex(option => option.classList.contains('at'));
  const next = Math.min(options.length - 1, at < 0 ? (by > 0 ? 0 : options.length - 1) : Math.max(0, at + by));
  options.forEach((option, index) => {
    option.classList.toggle('at', index === next);
    if (!live) { option.setAttribute('aria-selected', String(index === next)); }
  });
  if (!live) { input.setAttribute('aria-activedescendant', options[next].id); }
  options[next].scrollIntoView({ block: 'nearest' });
  return true;
}

export function startSearch() {
  document.addEventListener('input', event => {
    const input = event.target.closest?.('[data-suggest],[data-live]');
    if (!input) { return; }
    clearTimeout(timer);
    timer = setTimeout(() => (input.matches('[data-live]') ? replace(input) : suggest(input)), pause);
  });
  document.addEventListener('keydown', event => {
    const input = event.target.closest?.('[data-suggest],[data-live]');
    if (!input) { return; }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (move(input, event.key === 'ArrowDown' ? 1 : -1)) { event.preventDefault(); }
    } else if (event.key === 'Enter') {
      const scope = input.matches('[data-live]') ? document.querySelector('[data-results]') : listOf(input);
      const marked = scope?.querySelector('a.hit.at');
      if (marked && !scope.hidden) { event.preventDefault(); marked.click(); }
    } else if (event.key === 'Escape' && input.matches('[data-suggest]') && !listOf(input).hidden) {
      event.preventDefault();
      event.stopPropagation();
      close(input);
    }
  }, true);
  document.addEventListener('focusout', event => {
    const input = event.target.closest?.('[data-suggest]');
    if (input && !input.closest('form').contains(event.relatedTarget)) { setTimeout(() => close(input), 150); }
  });
  return () => document.querySelectorAll('[data-suggest]').forEach(input => { listOf(input); close(input); });
}
