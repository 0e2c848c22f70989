'use strict';
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const LEFT = 46, RIGHT = 8, TOP = 8, BOTTOM = 20;

  const element = (parent, name, attributes, text) => {
    const made = document.createElementNS(SVG, name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    if (text !== undefined) made.textContent = text;
    parent.appendChild(made);
    return made;
  };

  const number = value =>
    value === 0 ? '0' : value.toLocaleString('en', {maximumSignificantDigits: value < 1000 ? 3 : 6});

  const clock = (seconds, step) => {
    const sign = seconds < 0 ? '-' : '';
    const s = Math.abs(seconds);
    if (s < 120) return sign + s.toFixed(step < 0.1 ? 2 : step < 1 ? 1 : 0) + ' s';
    const whole = Math.round(s), h = Math.floor(whole / 3600);
    const two = n => String(n).padStart(2, '0');
    return sign + (h ? h + ':' + two(Math.floor(whole / 60) % 60) : Math.floor(whole / 60)) + ':' + two(whole % 60);
  };

  const step = (range, most) => {
    const rough = range / most, power = 10 ** Math.floor(Math.log10(rough));
    return [1, 2, 5, 10].map(n => n * power).find(n => n >= rough);
  };

  const timeStep = (range, most) =>
    range / most <= 10 ? step(range, most)
      : [15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400, 604800]
        .find(n => n >= range / most) || range;

  const chart = (figure, line, kind) => {
    const svg = figure.querySelector('svg');
    const width = Math.max(240, svg.clientWidth), height = svg.clientHeight || 150;
    svg.replaceChildren();
    svg.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
    const count = line.n, from = line.t, until = line.t + count * line.w;
    const top = Math.max(...kind.values.map(name => line[name].reduce((a, b) => Math.max(a, b), 0)), 0);
    const rise = top > 0 ? step(top, 3) : 1;
    const most = Math.max(rise, Math.ceil(top / rise - 1e-9) * rise);
    const x = t => LEFT + (t - from) / (until - from) * (width - LEFT - RIGHT);
    const y = v => height - BOTTOM - v / most * (height - TOP - BOTTOM);
    for (let v = 0; v <= most * 1.0001; v += rise) {
      element(svg, 'line', {class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v)});
      element(svg, 'text', {x: LEFT - 6, y: y(v) + 4, 'text-anchor': 'end'}, number(+v.toPrecision(6)));
    }
    const tick = timeStep(until - from, Math.max(2, Math.floor(width / 110)));
    for (let t = Math.ceil(from / tick - 1e-9) * tick; t <= until + 1e-9; t += tick) {
      const at = x(t);
      const anchor = at < LEFT + 20 ? 'start' : at > width - 30 ? 'end' : 'middle';
      element(svg, 'text', {x: at, y: height - 5, 'text-anchor': anchor}, clock(t, tick));
    }
    kind.draw(svg, line, x, y, most);
    const cross = element(svg, 'line', {class: 'cross', y1: TOP, y2: height - BOTTOM, visibility: 'hidden'});
    const tip = figure.querySelector('.tip');
    const show = index => {
      const i = Math.min(count - 1, Math.max(0, index));
      const at = x(from + (i + 0.5) * line.w);
      cross.setAttribute('x1', at);
      cross.setAttribute('x2', at);
      cross.setAttribute('visibility', 'visible');
      tip.textContent = clock(from + i * line.w, line.w) + ' to ' + clock(from + (i + 1) * line.w, line.w) + '\n' + kind.tell(line, i);
      tip.hidden = false;
      const scale = svg.getBoundingClientRect().width / width;
      const room = figure.clientWidth - tip.offsetWidth;
      tip.style.left = Math.max(0, Math.min(room, at * scale + 10)) + 'px';
      tip.style.top = '26px';
      svg.dataset.at = i;
    };
    const hide = () => {
      cross.setAttribute('visibility', 'hidden');
      tip.hidden = true;
    };
    svg.onpointermove = svg.onpointerdown = event => {
      const box = svg.getBoundingClientRect();
      const t = from + ((event.clientX - box.left) * width / box.width - LEFT) / (width - LEFT - RIGHT) * (until - from);
      show(Math.floor((t - from) / line.w));
    };
    svg.onpointerleave = svg.onblur = hide;
    svg.onkeydown = event => {
      const move = {ArrowLeft: -1, ArrowRight: 1}[event.key];
      if (move) {
        event.preventDefault();
        show(Number(svg.dataset.at || 0) + move);
      } else if (event.key === 'Escape') hide();
    };
  };

  const curve = (name, style, under) => (svg, line, x, y) => {
    let path = '', area = '', begun = false, last = 0;
    line[name].forEach((v, i) => {
      if (v < 0) return;
      const at = x(line.t + (i + 0.5) * line.w).toFixed(1), high = y(v).toFixed(1);
      path += (begun ? 'L' : 'M') + at + ' ' + high;
      area += (area ? 'L' : 'M' + at + ' ' + y(0) + 'L') + at + ' ' + high;
      begun = true;
      last = at;
    });
    if (under && area) element(svg, 'path', {class: 'under', d: area + 'L' + last + ' ' + y(0) + 'Z'});
    element(svg, 'path', {class: style, d: path});
  };

  const bars = (name, style) => (svg, line, x, y) => {
    const wide = Math.max(1.5, (x(line.t + line.w) - x(line.t)) * 0.8);
    let path = '';
    line[name].forEach((v, i) => {
      if (v > 0) path += 'M' + (x(line.t + (i + 0.5) * line.w) - wide / 2).toFixed(1) + ' ' + y(0) + 'V' + Math.min(y(v), y(0) - 1.5).toFixed(1) + 'h' + wide.toFixed(1) + 'V' + y(0) + 'Z';
    });
    element(svg, 'path', {class: style, d: path});
  };

  const KINDS = {
    bitrate: {values: ['b'], draw: curve('b', 'bitrate', true), tell: (l, i) => number(l.b[i]) + ' ' + l.u},
    jitter: {values: ['j'], draw: curve('j', 'jitter', false), tell: (l, i) => l.j[i] < 0 ? 'not known' : number(l.j[i]) + ' ms'},
    lost: {values: ['l'], draw: bars('l', 'lost'), tell: (l, i) => number(l.l[i]) + (l.l[i] === 1 ? ' packet lost' : ' packets lost')},
    frames: {
      values: ['f', 'k'],
      draw: (svg, line, x, y) => {
        bars('k', 'keys')(svg, line, x, y);
        bars('f', 'frames')(svg, line, x, y);
      },
      tell: (l, i) => 'largest frame ' + number(l.f[i]) + ' kB\nlargest key frame ' + number(l.k[i]) + ' kB\n' + number(l.c[i]) + ' frames',
    },
  };

  const draw = item => {
    const holder = item.querySelector('.charts');
    if (!holder || !item.open) return;
    const line = JSON.parse(holder.dataset.line);
    for (const figure of holder.querySelectorAll('figure')) chart(figure, line, KINDS[figure.dataset.kind]);
  };
  const items = document.querySelectorAll('details.stream');
  for (const item of items) item.addEventListener('toggle', () => draw(item));
  let resized;
  const redraw = () => {
    clearTimeout(resized);
    resized = setTimeout(() => items.forEach(draw), 100);
  };
  addEventListener('resize', redraw);
  items.forEach(draw);

  const reveal = () => {
    const aim = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (aim && aim.tagName === 'DETAILS') {
      aim.open = true;
      aim.scrollIntoView();
    }
  };
  addEventListener('hashchange', reveal);
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) reveal();
  });
  reveal();

  for (const table of document.querySelectorAll('table.sortable')) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const numeric = head.classList.contains('n');
        const down = head.getAttribute('aria-sort') ? head.getAttribute('aria-sort') === 'ascending' : numeric;
        heads.forEach(other => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const key = row => {
          const cell = row.cells[column];
          return numeric ? Number(cell.dataset.v ?? NaN) : cell.textContent;
        };
        const rows = [...table.tBodies[0].rows].map(row => ({row, key: key(row)}));
        rows.sort((a, b) => {
          if (!numeric) return (down ? -1 : 1) * a.key.localeCompare(b.key, 'en', {numeric: true});
          if (Number.isNaN(a.key) || Number.isNaN(b.key)) return Number.isNaN(a.key) - Number.isNaN(b.key);
          return down ? b.key - a.key : a.key - b.key;
        });
        table.tBodies[0].append(...rows.map(each => each.row));
      });
    });
  }

  const search = document.querySelector('#search');
  if (search) {
    const rows = [...document.querySelectorAll('#stream-table tbody tr')];
    search.addEventListener('input', () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        row.hidden = !words.every(word => row.textContent.toLowerCase().includes(word));
        shown += row.hidden ? 0 : 1;
      }
      document.querySelector('#shown').textContent = shown + ' of ' + rows.length;
    });
  }
})();
