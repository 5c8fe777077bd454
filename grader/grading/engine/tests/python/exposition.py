"""The two formats of metrics in another language: Prometheus' 0.0.4, and OpenMetrics 1.0.0; and which of them a client gets."""
import re

TEXT, OPEN = "text/plain; version=0.0.4; charset=utf-8", "application/openmetrics-text; version=1.0.0; charset=utf-8"
PARAMETER = re.compile(r';\s*([^\s=;]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s;]*)\s*')
MEMBER = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
WEIGHT = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")

def accepted(text):
    """The members of Accept: a type, its parameters, its weight."""
    for member in MEMBER.findall(text):
        kind, semicolon, rest = member.partition(";")
        parameters = {name.lower(): value.strip('"') for name, value in PARAMETER.findall(semicolon + rest)}
        weight = parameters.pop("q", "1")
        yield kind.strip().lower(), parameters, float(weight) if WEIGHT.fullmatch(weight) else 0

def wants_open(text):
    """text: the value of Accept."""
    weights = {}
    for kind, parameters, weight in accepted(text):
        if kind != "application/openmetrics-text" or parameters.get("version", "1.0.0") == "1.0.0":
            weights[kind] = max(weight, weights.get(kind, 0))
    plain = next((weights[kind] for kind in ("text/plain", "text/*", "*/*") if kind in weights), 0)
    wanted = weights.get("application/openmetrics-text", 0)
    return wanted > 0 and wanted >= plain

def escaped(text, quote=False):
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace('"', '\\"') if quote else text

class Page:
    def __init__(self, is_open):
        self.is_open, self.lines = is_open, []

    def family(self, name, kind, about, samples, unit=None):
        """name: without _total. samples: what follows the name, a dict of labels, a number."""
        full = name + "_total" if kind == "counter" and not self.is_open else name
        self.lines += [f"# HELP {full} {escaped(about)}", f"# TYPE {full} {kind}"]
        if unit and self.is_open:
            self.lines.append(f"# UNIT {full} {unit}")
        for suffix, labels, value in samples:
            shown = ",".join(f'{label}="{escaped(text, True)}"' for label, text in labels.items())
            self.lines.append(f"{name}{suffix}{'{' + shown + '}' if shown else ''} {value}")

    def counter(self, name, about, value, unit=None):
        self.family(name, "counter", about, [("_total", {}, value)], unit)

    def gauge(self, name, about, value, unit=None):
        self.family(name, "gauge", about, [("", {}, value)], unit)

    def content(self):
        return "\n".join([*self.lines, *["# EOF"] * self.is_open, ""]).encode()
