// The cross on a toast, and a toast of our own when the server cannot be reached.
document.addEventListener('click', event => event.target.closest('[data-do="dismiss"]')?.closest('.toast')?.close?.());

document.addEventListener('htmx:error', event => {
  const toaster = document.getElementById('toaster');
  const offline = document.getElementById('offline-toast');
  if (!toaster || !offline || event.detail.ctx?.response || toaster.querySelector('[data-offline]')) return;
  toaster.append(offline.content.cloneNode(true));
});
