// The audit's light touch of script: choose a sentence and see its evidence, show some verdicts only, keys. All reads without it.
(function () {
  'use strict';
  var root = document.documentElement;
  var $$ = function (s, e) { return Array.prototype.slice.call((e || document).querySelectorAll(s)); };
  root.classList.add('js');
  var panel = document.querySelector('.findings'), said = $$('.f'), shown = said.slice();
  if (!panel) { return; }

  function choose(link, focus) {
    $$('.on').forEach(function (x) { x.classList.remove('on'); });
    link.classList.add('on');
    var card = document.getElementById(link.dataset.f);
    card.classList.add('on');
    panel.classList.add('open');
    panel.scrollTop = 0;
    if (focus) { link.focus({preventScroll: true}); link.scrollIntoView({block: 'nearest'}); }
  }
  said.forEach(function (link) {
    link.addEventListener('click', function (e) { e.preventDefault(); choose(link); history.replaceState(null, '', '#' + link.dataset.f); });
  });
  $$('.close').forEach(function (b) { b.addEventListener('click', function () { panel.classList.remove('open'); }); });

  // the bar's parts are as wide as their counts; a style attribute would need a looser policy
  $$('.bar span').forEach(function (s) { s.style.flexGrow = s.dataset.n; });
  var form = document.getElementById('verdicts');
  if (form) {
    form.addEventListener('change', function () {
      var on = $$('input:checked', form).map(function (x) { return x.value; });
      shown = said.filter(function (x) {
        var yes = on.indexOf(x.dataset.v) >= 0;
        x.classList.toggle('dim', !yes);
        return yes;
      });
    });
  }
  document.addEventListener('keydown', function (e) {
    if (e.metaKey || e.ctrlKey || e.altKey || e.target.closest('textarea, input[type=text], input[type=file], select')) { return; }
    if (e.key === 'Escape') { panel.classList.remove('open'); return; }
    var at = shown.indexOf(document.querySelector('.f.on'));
    if (e.key === 'j' || e.key === 'k') {
      var next = shown[Math.max(0, Math.min(shown.length - 1, at + (e.key === 'j' ? 1 : -1)))];
      if (next) { choose(next, true); }
    }
  });
  var asked = location.hash.length > 1 && said.filter(function (x) { return '#' + x.dataset.f === location.hash; })[0];
  if (asked) { choose(asked, true); }
  else if (window.innerWidth >= 1000) {
    var first = said.filter(function (x) { return x.classList.contains('bad'); })[0] || said[0];
    if (first) { choose(first); }
  }
})();
