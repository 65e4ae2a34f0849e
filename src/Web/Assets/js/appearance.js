// Light or dark, the sidebar's column and the time zone: kept in cookies, so that the server draws the next page right at once.
const root = document.documentElement;

const remember = (name, value) => {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${name}=${value}; path=/; samesite=lax; max-age=${value ? 31536000 : 0}${secure}`;
};

const switchTheme = () => {
  const next = root.classList.contains('dark') ? 'light' : 'dark';
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  // Back at the system's own choice, we follow the system again.
  remember('theme', next === system ? '' : next);
  if (next === system) delete root.dataset.theme; else root.dataset.theme = next;
  document.dispatchEvent(new CustomEvent('theme:change'));
};

const switchColumn = button => {
  const closed = root.dataset.sidebar !== 'closed';
  remember('sidebar', closed ? 'closed' : '');
  if (closed) root.dataset.sidebar = 'closed'; else delete root.dataset.sidebar;
  button.setAttribute('aria-expanded', String(!closed));
};

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.split('; ').includes(`zone=${zone}`)) remember('zone', zone);

document.addEventListener('click', event => {
  if (event.target.closest('[data-do="theme"]')) switchTheme();
  const column = event.target.closest('[data-do="column"]');
  if (column) switchColumn(column);
});
