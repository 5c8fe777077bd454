"""Settings for servers in another language: from the command line, the environment and a file, with the source of each."""
import os
import re
import sys
import urllib.parse
from collections import namedtuple
from starting import PROGRAM

BLANKS = " \t\r"
COMMAND_LINE = "command line"
HIDDEN = "(hidden)"

Known = namedtuple("Known", "default takes remedy")
Known.__doc__ = """A setting that there is. default: a text, None for `none`, a bool for a switch, or an empty list.

takes: a function of the text that says whether it is a value; remedy: what to give instead."""

Setting = namedtuple("Setting", "name value source")

def whole(default, least=0, most=10 ** 15):
    def takes(text):
        return re.fullmatch("[0-9]{1,18}", text) and least <= int(text) <= most
    return Known(default, takes, f"give a whole number from {least} to {most}")

def choice(default, *others):
    return Known(default, (default, *others).__contains__, "give " + " or ".join([default, *others]))

def text(default, pattern=".*", remedy=""):
    return Known(default, re.compile(pattern, re.DOTALL).fullmatch, remedy)

def folder():
    return Known(None, os.path.isdir, "there is no such folder: make it, or give another one")

def url(default):
    def takes(value):
        try:
            parts = urllib.parse.urlsplit(value)
            return value == default or parts.scheme == "http" and bool(parts.hostname) and parts.port != 0
        except ValueError:
            return False
    return Known(default, takes, "give a URL such as http://127.0.0.1:9000")

SWITCH = Known(False, ("on", "off").__contains__, "give on or off")

class Settings:
    """All sources together. `mistakes` has a line for each; `chosen` has the settings that count, by name."""
    def __init__(self, known, arguments, environment):
        self.known, self.mistakes = known, []
        given = self.on_command_line(list(arguments))
        file = next((setting.value for setting in reversed(given) if setting.name == "config"), None)
        sources = [self.in_file(file) if file not in (None, "none") else [], self.in_environment(environment), given]
        self.chosen = {}
        for source in sources:
            for setting in source:
                self.check(setting)
            self.chosen.update(self.by_name(source))

    def on_command_line(self, rest):
        given = []
        while rest:
            flag, equals, value = rest.pop(0).partition("=")
            name = flag[2:]
            if not flag.startswith("--") or name not in self.known:
                self.mistakes.append(f"{flag if flag.startswith('--') else 'an argument'} is no flag; there are --" + ", --".join(self.known))
                if not equals and rest and not rest[0].startswith("--"):
                    rest.pop(0)
            elif self.known[name] is SWITCH and not equals:
                given.append(Setting(name, "on", COMMAND_LINE))
            elif equals or rest:
                given.append(Setting(name, value if equals else rest.pop(0), COMMAND_LINE))
            else:
                self.mistakes.append(f"{flag}: the value is missing")
        return given

    def in_file(self, file):
        try:
            with open(file, encoding="utf-8", newline="\n") as lines:
                lines = lines.read().split("\n")
        except (OSError, ValueError) as failure:
            self.mistakes.append(f"--config {file}: cannot be read ({type(failure).__name__}): give a text file in UTF-8")
            return []
        given = []
        for number, line in enumerate(lines, 1):
            name, equals, value = [part.strip(BLANKS) for part in line.partition("=")]
            if name.startswith("#") or not (name or equals):
                continue
            if name and equals:
                given.append(Setting(name, value, f"{file}:{number}"))
            else:
                self.mistakes.append(f"{file}:{number}: this is no setting: write NAME = VALUE")
        return given

    def in_environment(self, environment):
        given = []
        for variable in sorted(environment):
            if variable.startswith("SHOP_"):
                name, value = variable[len("SHOP_"):].lower().replace("_", "-"), environment[variable].strip(BLANKS)
                parts = re.split("[ \t]+", value) if name in self.known and self.is_list(name) else [value]
                given += [Setting(name, part, variable) for part in parts]
        return given

    def is_list(self, name):
        return isinstance(self.known[name].default, list)

    def check(self, setting):
        where = f"--{setting.name}" if setting.source == COMMAND_LINE else f"{setting.source}: {setting.name}"
        known = self.known.get(setting.name)
        if not known:
            self.mistakes.append(f"{where}: there is no such setting; there are {', '.join(self.known)}")
        elif setting.name == "config" and setting.source != COMMAND_LINE:
            self.mistakes.append(f"{where} is for the command line only")
        elif not known.takes(setting.value) and not (known.default is None and setting.value == "none"):
            self.mistakes.append(f"{where}: {known.remedy}")  # without the value, which may be a secret

    def by_name(self, source):
        found = {}
        for setting in source:
            if setting.name in self.known:
                found[setting.name] = [*found.get(setting.name, []), setting] if self.is_list(setting.name) else [setting]
        return found

    def flags(self):
        """As read_flags gives them."""
        values = {"--" + name: known.default for name, known in self.known.items()}
        for name, settings in self.chosen.items():
            texts = [setting.value for setting in settings]
            if self.is_list(name):
                values["--" + name] = texts
            else:
                values["--" + name] = None if self.known[name].default is None and texts[0] == "none" else texts[0]
        return values

    def is_on(self, name):
        return any(setting.value == "on" for setting in self.chosen.get(name, []))

    def lines(self):
        for name, known in self.known.items():
            default = {False: "off"}.get(known.default, known.default) if not self.is_list(name) else None
            for _, value, source in self.chosen.get(name) or [Setting(name, default or "none", "default")]:
                yield f"{name} = {shown(name, value)} ({source})"

    def refuse(self):
        for mistake in self.mistakes:
            print(f"{PROGRAM}: {mistake}", file=sys.stderr)
        sys.exit(2)

def shown(name, value):
    if value == "none":
        return value
    if name == "database-password":
        return HIDDEN
    if name == "token":
        return ":".join([*value.split(":", 2)[:2], HIDDEN])
    return re.sub("([?;]).*", r"\1" + HIDDEN, value, flags=re.DOTALL) if name == "database" else value
