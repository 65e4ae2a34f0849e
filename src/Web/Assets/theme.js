// Runs in <head> before the first paint. Our own colours follow the system without it (see tokens.css);
// basecoat's dark variants need the class, and parts that only work with scripts show once `js` is set.
(() => {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => root.classList.toggle('dark', root.dataset.theme === 'dark' || (!root.dataset.theme && system.matches));
  root.classList.add('js');
  follow();
  system.addEventListener('change', follow);
  document.addEventListener('theme:change', follow);
})();
