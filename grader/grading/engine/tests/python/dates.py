"""HTTP dates for servers in another language: seconds since 1970 and the three forms of RFC 9110, section 5.6.7."""
import calendar
import re
import time
from datetime import datetime
from email.utils import formatdate

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DAY, LONG_DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)", "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH, TIME = f"(?P<month>{'|'.join(MONTHS)})", "(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})"
FORMS = [re.compile(form) for form in (
    f"{DAY}, (?P<day>[0-9]{{2}}) {MONTH} (?P<year>[0-9]{{4}}) {TIME} GMT",
    f"{LONG_DAY}, (?P<day>[0-9]{{2}})-{MONTH}-(?P<year>[0-9]{{2}}) {TIME} GMT",
    f"{DAY} {MONTH} (?P<day>[0-9]{{2}}| [0-9]) {TIME} (?P<year>[0-9]{{4}})")]

def date_text(seconds):
    return formatdate(seconds, usegmt=True)

def read_date(text):
    """The seconds, or None if the text is not a date."""
    found = next(filter(None, (form.fullmatch(text) for form in FORMS)), None)
    if not found:
        return None
    year, month = int(found["year"]), 1 + MONTHS.index(found["month"])
    day, hour, minute, second = (int(found[name]) for name in ("day", "hour", "minute", "second"))
    if len(found["year"]) == 2:
        this_year = time.gmtime().tm_year
        year += this_year // 100 * 100
        if year > this_year + 50:  # RFC 9110, section 5.6.7
            year -= 100
    try:
        datetime(year, month, day, hour, minute, min(second, 59))
    except ValueError:
        return None
    return calendar.timegm((year, month, day, hour, minute, second)) if second <= 60 else None
