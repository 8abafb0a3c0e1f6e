// Sets the reader's choice of light or dark before anything is drawn, and says that script runs.
(function () {
  'use strict';
  document.documentElement.classList.add('js');
  try { var kept = localStorage.getItem('theme'); if (kept === 'dark' || kept === 'light') { document.documentElement.dataset.theme = kept; } } catch (e) { /* nothing may be kept */ }
})();
