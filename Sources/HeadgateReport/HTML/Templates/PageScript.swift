/// The page's script: values under the pointer, and with the arrow keys. Without it a plot lacks
/// nothing else. Values are read off the lines as drawn, so that nothing is in the page twice.
enum PageScript {
  static let text = #"""

    "use strict";
    (() => {
      const tip = document.createElement("div");
      tip.className = "tip";
      tip.hidden = true;
      document.body.append(tip);
      const known = new WeakMap();
      let shown = null;

      const scale = text => {
        const [kind, ...rest] = text.split(" ");
        const [low, high, start, end] = rest.map(Number);
        return place => {
          const share = (place - start) / (end - start);
          return kind === "linear" ? low + share * (high - low) : low * Math.pow(high / low, share);
        };
      };

      const digits = (value, most) => {
        const size = Math.abs(value);
        const places = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
        return value.toLocaleString("en-US", {maximumFractionDigits: Math.min(places, most)});
      };

      const told = (value, unit) => {
        switch (unit) {
          case "s":
            return value >= 1 ? digits(value, 2) + " s"
              : value >= 1e-3 ? digits(value * 1e3, 1) + " ms" : digits(value * 1e6, 1) + " µs";
          case "/s": return digits(value, 1) + "/s";
          case "share": return digits(value * 100, 1) + " %";
          case "time": {
            if (value < 120) return digits(value, value < 10 ? 2 : 1) + " s";
            const minutes = Math.floor(value / 60), hours = Math.floor(minutes / 60);
            return hours > 0 ? `${hours} h ${minutes % 60} min`
              : `${minutes} min ${Math.floor(value % 60)} s`;
          }
          case "percentile": return "p" + digits(100 * (1 - 1 / value), 4);
          default: return digits(value, 3);
        }
      };

      const read = svg => {
        if (known.has(svg)) return known.get(svg);
        const lines = [...svg.querySelectorAll(".line")].map(path => ({
          name: path.dataset.name,
          style: path.classList[1],
          points: path.getAttribute("d").split(/[M ]/).filter(Boolean)
            .map(pair => pair.split(",").map(Number)),
        })).filter(line => line.points.length > 0);
        const plot = {
          lines, x: scale(svg.dataset.xScale), y: scale(svg.dataset.yScale),
          left: Number(svg.dataset.xScale.split(" ")[3]),
          right: Number(svg.dataset.xScale.split(" ")[4]),
          top: Number(svg.dataset.yScale.split(" ")[4]),
          bottom: Number(svg.dataset.yScale.split(" ")[3]),
        };
        known.set(svg, plot);
        return plot;
      };

      const nearest = (points, place) => {
        let best = points[0];
        for (const point of points) {
          if (Math.abs(point[0] - place) < Math.abs(best[0] - place)) best = point;
        }
        return best;
      };

      const hide = () => {
        tip.hidden = true;
        if (shown) shown.cursor.remove();
        shown = null;
      };

      const show = (svg, place) => {
        const plot = read(svg);
        place = Math.min(Math.max(place, plot.left), plot.right);
        if (!shown || shown.svg !== svg) {
          hide();
          const cursor = document.createElementNS(svg.namespaceURI, "line");
          cursor.setAttribute("class", "cursor");
          cursor.setAttribute("y1", plot.top);
          cursor.setAttribute("y2", plot.bottom);
          svg.append(cursor);
          shown = {svg, cursor, place};
        }
        shown.place = place;
        shown.cursor.setAttribute("x1", place);
        shown.cursor.setAttribute("x2", place);
        tip.replaceChildren();
        const head = document.createElement("b");
        head.textContent = told(plot.x(place), svg.dataset.x);
        tip.append(head);
        for (const line of plot.lines) {
          const point = nearest(line.points, place);
          if (Math.abs(point[0] - place) > 12) continue;
          const row = document.createElement("div");
          const name = document.createElement("i");
          name.className = line.style;
          name.textContent = line.name;
          const value = document.createElement("span");
          value.textContent = told(plot.y(point[1]), svg.dataset.y);
          row.append(name, value);
          tip.append(row);
        }
        tip.hidden = false;
        const box = svg.getBoundingClientRect();
        const x = box.left + place / svg.viewBox.baseVal.width * box.width;
        const width = tip.offsetWidth;
        const left = x + 14 + width > innerWidth ? x - 14 - width : x + 14;
        tip.style.left = Math.max(4, left) + "px";
        tip.style.top = Math.max(4, Math.min(box.top + 24, innerHeight - tip.offsetHeight - 4)) + "px";
      };

      const follow = event => {
        const svg = event.target.closest && event.target.closest("svg.plot");
        if (!svg) return hide();
        const box = svg.getBoundingClientRect();
        show(svg, (event.clientX - box.left) / box.width * svg.viewBox.baseVal.width);
      };

      addEventListener("pointermove", follow);
      addEventListener("pointerdown", follow);
      addEventListener("scroll", hide, {passive: true});
      addEventListener("keydown", event => {
        const svg = document.activeElement;
        if (!svg || !svg.matches("svg.plot")) return;
        if (event.key === "Escape") return hide();
        const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
        if (!step) return;
        event.preventDefault();
        const plot = read(svg);
        const from = shown && shown.svg === svg ? shown.place : plot.left;
        show(svg, from + step * (plot.right - plot.left) / 100);
      });
      addEventListener("focusout", hide);
    })();

    """#
}
