# The course in JupyterLab and JupyterHub, by jupyter-server-proxy: an icon in the launcher opens it.
# Copy this file to /etc/jupyter/ or ~/.jupyter/. COURSE is the checkout, COURSE_HOST the host in the browser's address.
import os
import secrets
import shlex

checkout = os.environ.get("COURSE", os.path.expanduser("~/inside-the-server"))
host = os.environ.get("COURSE_HOST", "localhost")
token = secrets.token_hex(24)

c = get_config()  # noqa: F821 (Jupyter defines it)
c.ServerProxy.servers = {
    "course": {
        "command": [
            "sh",
            "-c",
            f"cd {shlex.quote(checkout)} && exec ./jbang course --no-browser --port {{port}}"
            f" --host-name {shlex.quote(host)}",
        ],
        "environment": {"STUDIO_TOKEN": token},
        # Jupyter has checked who asks; this is the key to the course.
        "request_headers_override": {"Authorization": f"Bearer {token}"},
        "timeout": 180,  # the first start builds the pages
        "launcher_entry": {"title": "Inside the Server"},
    }
}
