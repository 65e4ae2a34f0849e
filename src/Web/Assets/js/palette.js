// The command palette: Ctrl or ⌘ with K, or the shell's link to the search. The server draws what is found (htmx asks it
// while somebody types); the focus stays in the field, and the arrows move through the list. Enter opens what is chosen, or,
// while the answer is not there yet, the page of the search.
const palette = document.getElementById('palette');

if (palette) {
  const field = palette.querySelector('[role="combobox"]');
  const status = palette.querySelector('[role="status"]');
  const options = () => [...palette.querySelectorAll('[role="option"]')];
  const chosen = () => palette.querySelector('[role="option"][aria-selected="true"]');

  const choose = option => {
    chosen()?.setAttribute('aria-selected', 'false');
    if (!option) { field.removeAttribute('aria-activedescendant'); return; }
    option.setAttribute('aria-selected', 'true');
    field.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  };

  const move = step => {
    const all = options();
    const at = all.indexOf(chosen());
    choose(all[at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % all.length]);
  };

  const ask = () => field.dispatchEvent(new CustomEvent('palette-open'));

  const open = () => {
    if (document.querySelector('dialog[open]')) return;
    choose(null);
    palette.showModal();
    field.select();
    ask();
  };

  // Who is quick opens it before htmx listens.
  field.addEventListener('htmx:after:init', () => { if (palette.open) ask(); });

  document.addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    if (palette.open) palette.close(); else open();
  });

  document.addEventListener('click', event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest('[data-do="palette"]')) { event.preventDefault(); open(); }
    if (event.target === palette || event.target.closest('[data-do="close-palette"], #palette [role="option"]')) palette.close();
  });

  field.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    }
    const option = chosen();
    if (event.key === 'Enter' && option) {
      event.preventDefault();
      option.click();
    }
  });

  // What is shown belongs to the text before, so Enter must not open it.
  field.addEventListener('input', () => choose(null));

  palette.addEventListener('htmx:after:swap', () => {
    const all = options();
    field.setAttribute('aria-expanded', String(all.length > 0));
    status.textContent = all.length === 1 ? '1 result' : all.length ? `${all.length} results` : 'Nothing found';
    choose(all[0]);
  });
}
