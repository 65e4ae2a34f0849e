// “Go back” on an error page; where there is no page to go back to, the start page.
document.addEventListener('click', event => {
  if (!event.target.closest('[data-do="back"]')) return;
  if (history.length > 1) history.back(); else location.assign('/');
});
