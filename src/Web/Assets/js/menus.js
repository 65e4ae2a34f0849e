// A <details class="menu"> closes on Escape, on a click elsewhere and when focus leaves it.
const close = (menu, refocus) => {
  menu.open = false;
  if (refocus) menu.querySelector('summary').focus();
};

const closeOthers = target => document.querySelectorAll('details.menu[open]').forEach(menu => {
  if (!menu.contains(target)) close(menu, false);
});

document.addEventListener('click', event => closeOthers(event.target));
document.addEventListener('focusin', event => closeOthers(event.target));
document.addEventListener('keydown', event => {
  const menu = event.target.closest?.('details.menu[open]');
  if (!menu) return;
  if (event.key === 'Escape') close(menu, true);
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const items = [...menu.querySelectorAll(':scope > :not(summary) :is(a, button)')];
  const at = items.indexOf(document.activeElement);
  const step = event.key === 'ArrowDown' ? 1 : -1;
  items[at < 0 && step < 0 ? items.length - 1 : (at + step + items.length) % items.length]?.focus();
});
