// A form is sent once: the second press of an impatient hand does nothing until the page answers.
const sending = new WeakSet();

const release = form => {
  sending.delete(form);
  form.querySelectorAll('[aria-busy="true"]').forEach(button => button.removeAttribute('aria-busy'));
};

document.addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post' || form.hasAttribute('hx-post')) return;
  if (sending.has(form)) { event.preventDefault(); return; }
  sending.add(form);
  event.submitter?.setAttribute('aria-busy', 'true');
});

// The back button may bring the page back as it was left.
window.addEventListener('pageshow', event => {
  if (event.persisted) document.querySelectorAll('form').forEach(release);
});
