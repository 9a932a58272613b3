"""The report of a campaign: one HTML file without a request to anywhere, and the same as JSON."""

import html
import json
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]
VERSION = "19"
COLOURS = ["#1b6ca8", "#b3541e", "#2e7d32", "#7b1fa2", "#c2185b", "#00838f", "#5d4037", "#455a64"]


def coverage(build, folder):
    """Lines and branches of reference/core and chat that the inputs reach, replayed alone; its sources as HTML beside it."""
    build, profiles = pathlib.Path(build), folder / "profiles"
    profiles.mkdir(parents=True, exist_ok=True)
    for old in profiles.glob("*"):
        old.unlink()
    binaries = sorted(one for one in (build / "bin").glob("fuzz_*") if one.name != "fuzz_canary")
    for binary in binaries:
        name = binary.name[5:]
        places = [folder / "corpus" / name, ROOT / "fuzz/corpus" / name, ROOT / "fuzz/regressions" / name]
        subprocess.run([binary, "-runs=0", *[one for one in places if one.exists()]], check=True, capture_output=True,
                       env={"LLVM_PROFILE_FILE": str(profiles / f"{name}.profraw")})
    merged = profiles / "all.profdata"
    subprocess.run([f"llvm-profdata-{VERSION}", "merge", "-o", merged, *profiles.glob("*.profraw")], check=True)
    objects = [str(binaries[0])] + [word for one in binaries[1:] for word in ("-object", str(one))]
    sources = sorted(str(one) for part in ("core", "chat") for one in (ROOT / "reference" / part).glob("*.?pp"))
    llvm_cov = [f"llvm-cov-{VERSION}"]
    told = subprocess.run([*llvm_cov, "export", "-summary-only", f"-instr-profile={merged}", *objects, "-sources", *sources],
                          check=True, capture_output=True, text=True).stdout
    subprocess.run([*llvm_cov, "show", "-format=html", "-show-branches=count", f"-output-dir={folder / 'coverage'}",
                    f"-instr-profile={merged}", *objects, "-sources", *sources], check=True, capture_output=True)
    data = json.loads(told)["data"][0]
    return {"totals": figures(data["totals"]),
            "files": {pathlib.Path(one["filename"]).name: figures(one["summary"]) for one in data["files"]}}


def figures(summary):
    return {kind: {"count": summary[kind]["count"], "covered": summary[kind]["covered"]} for kind in ("lines", "branches")}


def growth_plot(state):
    """Features of each target over the campaign's seconds."""
    width, height, left = 720, 260, 60
    last = max((point[0] for point in state["growth"]), default=1)
    most = max((point[3] for point in state["growth"]), default=1)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width + 220}" height="{height + 40}" font-size="11">']
    for share in (0, 0.5, 1):
        y = height - share * (height - 20)
        parts.append(f'<line x1="{left}" x2="{width}" y1="{y}" y2="{y}" stroke="#ddd"/><text x="4" y="{y}">{most * share:.0f}</text>')
    for row, name in enumerate(sorted(state["targets"])):
        points = [(left + (width - left) * at / last, height - features / most * (height - 20))
                  for at, target, _, features, _ in state["growth"] if target == name]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        colour = COLOURS[row % len(COLOURS)]
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{colour}"/>' for x, y in points]
        parts.append(f'<text x="{width + 10}" y="{30 + 16 * row}" fill="{colour}">{html.escape(name)}</text>')
    parts.append(f'<text x="{left}" y="{height + 20}">0 s</text><text x="{width - 40}" y="{height + 20}">{last:.0f} s</text></svg>')
    return "".join(parts)


def share(one):
    return f"{one['covered']} of {one['count']} ({100 * one['covered'] / one['count']:.1f} %)" if one["count"] else "none"


def table(head, rows):
    cells = "".join(f"<th>{html.escape(one)}</th>" for one in head)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(str(one))}</td>" for one in row) + "</tr>" for row in rows)
    return f"<table><tr>{cells}</tr>{body}</table>"


def write(folder, entry, state, covered):
    (folder / "report.json").write_text(json.dumps({"campaign": entry, "state": state, "coverage": covered}, indent=1) + "\n")
    rows = [(name, f"{one['seconds']:.0f}", one["executions"], round(one["executions"] / max(one["seconds"], 0.001)), one["edges"],
             one["features"], one["inputs"], one["slowest_seconds"]) for name, one in sorted(state["targets"].items())]
    parts = ["<!doctype html><html lang='en'><meta charset='utf-8'><title>Campaign</title><style>body{font:15px sans-serif;"
             "margin:2em auto;max-width:62em}td,th{padding:.2em .8em;text-align:left;border-bottom:1px solid #ddd}</style>",
             f"<h1>Campaign of {entry['date']}</h1><p>{entry['seconds']} s on {entry['jobs']} of {entry['processors']} processors, "
             f"commit {html.escape(entry['commit'])}; the canary fell in {entry['canary_seconds']} s.</p>",
             "<h2>Targets</h2>", table(["target", "seconds", "executions", "a second", "edges", "features", "inputs", "slowest, s"], rows),
             "<h2>Growth: features over time</h2>", growth_plot(state), "<h2>Findings</h2>"]
    found = [(one["target"], f"./course replay {one['file']} --target {one['target']}") for one in state["findings"]]
    parts.append(table(["target", "again"], found) if found else "<p>None.</p>")
    parts.append("<h2>What the inputs reach in reference/core and reference/chat</h2>")
    if covered:
        rows = [(name, share(one["lines"]), share(one["branches"])) for name, one in sorted(covered["files"].items())]
        rows.append(("together", share(covered["totals"]["lines"]), share(covered["totals"]["branches"])))
        parts += [table(["file", "lines", "branches"], rows), "<p><a href='coverage/index.html'>The sources, line by line</a></p>"]
    else:
        parts.append("<p>Not measured: llvm-cov is not to be had here.</p>")
    report = folder / "report.html"
    report.write_text("\n".join(parts) + "</html>\n")
    return report
