"""The figure of ./course bugs: for each known bug a dot where a hunt found it, on a logarithmic axis of seconds;
an open circle at the right edge where it did not."""

import html
import math

ROW, LEFT, WIDTH, TOP = 18, 290, 520, 60
LEAST = 0.05
COLOURS = {"property": "#1b6ca8", "crash": "#b3541e"}
NAMES = {"property": "the property", "crash": "crashes and hangs alone"}


def place(seconds, most):
    share = (math.log(max(seconds, LEAST)) - math.log(LEAST)) / (math.log(most) - math.log(LEAST))
    return LEFT + WIDTH * min(share, 1)


def marks(one, oracles, at, most):
    for shift, oracle in enumerate(oracles):
        y, colour = at + 5 * shift, COLOURS[oracle]
        for run in one[oracle]["runs"]:
            x = place(run["seconds"], most) if run["found"] else LEFT + WIDTH + 20
            fill = colour if run["found"] else "none"
            yield f'<circle cx="{x:.1f}" cy="{y}" r="2.5" fill="{fill}" stroke="{colour}" fill-opacity="0.6"/>'


def axis(height, most):
    for seconds in (0.1, 0.3, 1, 3, 10, 30, 60):
        if LEAST <= seconds <= most:
            x = place(seconds, most)
            yield f'<line x1="{x:.1f}" y1="{TOP - 10}" x2="{x:.1f}" y2="{height - 10}" stroke="#ddd"/>'
            yield f'<text x="{x:.1f}" y="{TOP - 16}" text-anchor="middle">{seconds:g} s</text>'
    yield f'<text x="{LEFT + WIDTH + 20}" y="{TOP - 16}" text-anchor="middle">never</text>'


def plot(results, oracles, most):
    height = TOP + ROW * len(results) + 20
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 60}" height="{height}" '
             'font-family="sans-serif" font-size="11">', '<rect width="100%" height="100%" fill="white"/>',
             '<text x="10" y="18" font-size="14">Seconds until a known bug is found, by what may tell it</text>']
    for shift, oracle in enumerate(oracles):
        parts.append(f'<circle cx="{LEFT + 160 * shift}" cy="30" r="3" fill="{COLOURS[oracle]}"/>')
        parts.append(f'<text x="{LEFT + 160 * shift + 8}" y="34">{NAMES[oracle]}</text>')
    parts += axis(height, max(most, 1.1))
    for row, one in enumerate(results):
        at = TOP + ROW * row
        parts.append(f'<text x="10" y="{at + 6}">{html.escape(one["lesson"])}/{html.escape(one["bug"])}</text>')
        parts += marks(one, oracles, at, max(most, 1.1))
    return "\n".join(parts + ["</svg>", ""])
