// <button data-copy="element-id"> copies that element's text and says so.
document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  const source = button && document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) return;
  await navigator.clipboard.writeText(source.value ?? source.textContent);
  const label = button.getAttribute('aria-label');
  button.setAttribute('aria-label', 'Copied');
  button.dataset.done = '';
  setTimeout(() => {
    button.setAttribute('aria-label', label);
    delete button.dataset.done;
  }, 1600);
});
