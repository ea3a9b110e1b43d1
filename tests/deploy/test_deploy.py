"""What lies in `deploy/`: each file is read as its program reads it, and holds to what the program has."""

from __future__ import annotations

import asyncio
import http.server
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ByteSize, TypeAdapter
from streamlit.config import get_config_options
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant.faces.cli.main import COMMANDS, command, parser
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DOCKERFILE = [
    (name, rest)
    for name, _, rest in (
        line.partition(" ")
        for line in re.sub(r"^#.*\n", "", (DEPLOY / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
        .replace("\\\n", "")
        .splitlines()
        if line
    )
]
"""Instructions of the image, by name."""
FINAL = DOCKERFILE[[name for name, _ in DOCKERFILE].index("FROM", 1) :]
ENV = dict(pair.split("=", 1) for name, rest in FINAL if name == "ENV" for pair in rest.split())
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
UNIT = [
    line.split("=", 1)
    for line in (DEPLOY / "competency-assistant@.service").read_text("utf-8").splitlines()
    if "=" in line and not line.startswith("#")
]
UNIT_ENV = dict(pair.split("=", 1) for key, value in UNIT if key == "Environment" for pair in value.split())
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")


def _read(tokens: Iterator[str]) -> list[Any]:
    """A block of nginx: each directive with its words, the last of them a block where it has one."""
    found: list[Any] = []
    words: list[Any] = []
    for token in tokens:
        if token == "}":
            break
        if token in (";", "{"):
            found.append([*words, *([_read(tokens)] if token == "{" else [])])
            words = []
        else:
            words.append(token[1:-1] if token[0] in "\"'" else token)
    return found


NGINX = _read(
    iter(
        re.findall(
            r"\"[^\"]*\"|'[^']*'|[;{}]|[^\s;{}\"']+",
            re.sub(r"(?m)(^|\s)#.*$", "", (DEPLOY / "nginx.conf").read_text("utf-8")),
        )
    )
)
SERVER = next(d[1] for d in NGINX if d[0] == "server" and ["server_tokens", "off"] in d[1])
LOCATIONS = {" ".join(d[1:-1]): d[-1] for d in SERVER if d[0] == "location"}


def _arguments(command: list[str]) -> Any:
    """The command of the program that a command line runs."""
    at = command.index("assistant")
    assert re.fullmatch(r"python|/opt/assistant/bin/python", command[at - 2]) and command[at - 1] == "-m"
    return parser().parse_args(command[at + 1 :])


def _settings() -> dict[str, dict[str, str]]:
    return {"image": ENV, "pages": COMPOSE["pages"]["environment"], "unit": UNIT_ENV}


@pytest.mark.parametrize("where", ["image", "pages", "unit"])
def test_settings_are_those_there_are(where: str) -> None:
    """Every name is a setting of the program or of Streamlit, and every value can be honoured."""
    streamlit = {option.env_var for option in get_config_options().values()}
    named = _settings()[where]
    ours = {k.removeprefix("ASSISTANT_").lower(): v for k, v in named.items() if k.startswith("ASSISTANT_")}
    assert ours.keys() <= Settings.model_fields.keys()
    Settings(**ours)
    assert {name for name in named if name.startswith("STREAMLIT_")} <= streamlit


def test_the_image_is_slim_and_runs_as_somebody_else_than_root() -> None:
    """Its last user is the one it makes, with a number of its own; its base is slim and new enough."""
    bases = [rest.split()[0] for name, rest in DOCKERFILE if name == "FROM"]
    assert len(set(bases)) == 1
    version = re.fullmatch(r"python:3\.(\d+)-slim", bases[0])
    least = re.search(r"3\.(\d+)", PROJECT["project"]["requires-python"])
    assert version and least and int(version[1]) >= int(least[1])
    users = [rest for name, rest in FINAL if name == "USER"]
    assert len(users) == 1 and re.fullmatch(r"[1-9]\d{3,}", users[0])  # a number is seen to be no root's from outside
    assert any(f"useradd --uid {users[0]} " in rest for name, rest in FINAL if name == "RUN")
    assert [name for name, _ in FINAL].index("USER") < [name for name, _ in FINAL].index("CMD")


def test_the_image_is_given_all_that_the_wheel_takes() -> None:
    """Nothing that the build reads is kept from it; secrets, index and feedback of the builder are."""
    kept_out = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").split()
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["only-include"], *wheel["force-include"], "README.md", "LICENSE", "requirements.lock"}
    assert not [name for name in needed if any(fnmatch(name, one) for one in kept_out)]
    assert {".env", ".streamlit/secrets.toml", ".git", "index", "runs"} <= set(kept_out)
    assert all((ROOT / name).exists() for name in needed)


def test_the_image_installs_what_the_lock_holds() -> None:
    """No file but those of the lock: neither among the dependencies nor to build the program."""
    installs = [rest for _, rest in DOCKERFILE if "pip install" in rest]
    assert len(installs) == 2
    assert "--require-hashes -r requirements.lock" in installs[0]
    assert "--no-deps --no-build-isolation ." in installs[1]
    assert "competency-ingest" in PROJECT["project"]["scripts"]
    assert any(
        "competency-ingest" in rest and f"ASSISTANT_INDEX={ENV['ASSISTANT_INDEX']} " in rest for _, rest in DOCKERFILE
    )


class _Healthy(http.server.BaseHTTPRequestHandler):
    """Is well at the addresses of both servers."""

    def do_GET(self) -> None:
        """Answer as they do."""
        self.send_response(200 if self.path in ("/guide/_stcore/health", "/_stcore/health", "/ready") else 404)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.mark.parametrize("base", ["", "guide"])
def test_the_health_of_the_image_is_asked_where_it_is_told(base: str) -> None:
    """The check passes where the pages answer under their path, and fails where nothing does."""
    (check,) = (rest.partition("CMD ")[2] for name, rest in FINAL if name == "HEALTHCHECK")
    code = json.loads(check)[2]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Healthy) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        port = served.server_address[1]
        assert _checked(code, port, base) == 0
        assert _checked(code, port, "elsewhere") != 0
        api = COMPOSE["api"]["healthcheck"]["test"]
        assert api[:3] == ["CMD", "python", "-c"]
        assert _checked(api[3].replace(":8502/", f":{port}/"), port, base) == 0
        served.shutdown()
    assert _checked(code, port, base) != 0


def _checked(code: str, port: int, base: str) -> int:
    told = {"STREAMLIT_SERVER_PORT": str(port), "STREAMLIT_SERVER_BASE_URL_PATH": base}
    return subprocess.run(
        [sys.executable, "-c", code], env=os.environ | told, capture_output=True, check=False
    ).returncode


def test_commands_exist_and_listen_on_the_ports_that_are_let_through() -> None:
    """Image, services and unit run commands of the program; ports agree from the server up to the proxy."""
    (served,) = (json.loads(rest) for name, rest in FINAL if name == "CMD")
    assert _arguments(served).command is command("serve-pages")
    api = _arguments(COMPOSE["api"]["command"])
    assert (api.command, api.host) == (command("serve-api"), "0.0.0.0")
    started = dict(UNIT)
    assert _arguments(shlex.split(started["ExecStart"])).command is command("serve-pages")
    assert started["ExecStartPre"].split()[1:] == ["-m", "ingest"]
    exposed = next(rest.split() for name, rest in FINAL if name == "EXPOSE")
    assert exposed == [ENV["STREAMLIT_SERVER_PORT"], str(api.port)]
    metrics = COMPOSE["pages"]["environment"]["ASSISTANT_METRICS"].rpartition(":")[2]
    assert COMPOSE["pages"]["ports"] == [f"127.0.0.1:{port}:{port}" for port in (exposed[0], metrics)]
    assert COMPOSE["api"]["ports"] == [f"127.0.0.1:{exposed[1]}:{exposed[1]}"]
    upstreams = {d[1]: [w[1] for w in d[2] if w[0] == "server"] for d in NGINX if d[0] == "upstream"}
    assert upstreams == {"pages": [f"127.0.0.1:{exposed[0]}"], "api": [f"127.0.0.1:{exposed[1]}"]}


def test_services_hold_nothing_they_do_not_need() -> None:
    """They write to their data alone, gain no rights, and the unit is no root's."""
    for service in COMPOSE.values():
        assert service["read_only"] and service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["volumes"] == ["data:/data"]
    assert ENV["ASSISTANT_RUNS"].startswith("/data/") and ("VOLUME", "/data") in FINAL
    told = dict(UNIT)
    assert told["UMask"] == "0077"  # other users of the machine do not read what readers said
    assert told["User"] == "assistant" and told["NoNewPrivileges"] == "yes" and told["ProtectSystem"] == "strict"
    state = f"/var/lib/{told['StateDirectory']}"
    assert all(UNIT_ENV[name].startswith(state) for name in ("ASSISTANT_INDEX", "ASSISTANT_RUNS", "HOME"))


def test_the_sub_path_is_the_same_everywhere() -> None:
    """Pages, links in files and proxy agree on where the app lies."""
    (base,) = {found["STREAMLIT_SERVER_BASE_URL_PATH"] for found in (COMPOSE["pages"]["environment"], UNIT_ENV)}
    for found in (COMPOSE["pages"]["environment"], UNIT_ENV):
        assert found["ASSISTANT_ADDRESS"] == f"https://{dict(d[:2] for d in SERVER)['server_name']}/{base}"
    assert ["proxy_pass", "http://pages"] in LOCATIONS[f"/{base}/"]
    api = LOCATIONS[f"/{base}/api/"]
    assert ["proxy_pass", "http://api/"] in api
    assert ["deny", "all"] in api  # who sends questions there is asked by nobody who they are
    inside = next(where.removeprefix("~ ") for where, told in LOCATIONS.items() if told == [["return", "404"]])
    for name in ("metrics", "health", "ready"):
        assert re.search(inside, f"/{base}/api/{name}")
    assert not re.search(inside, f"/{base}/api/ask")


def test_the_proxy_passes_web_sockets_and_files_and_sets_its_headers_everywhere() -> None:
    """The upgrade is handed on, files as large as the pages take pass, and no location drops a header of the server."""
    told = {tuple(d[:2]): d[2:] for d in SERVER}
    assert told["proxy_set_header", "Upgrade"] == ["$http_upgrade"]
    assert told["proxy_set_header", "Connection"] == ["$connection_upgrade"]
    assert ["map", "$http_upgrade", "$connection_upgrade", [["default", "upgrade"], ["", "close"]]] in NGINX
    assert ("proxy_http_version", "1.1") in told and ["ip_hash"] in next(
        d[2] for d in NGINX if d[:2] == ["upstream", "pages"]
    )
    (largest,) = (TypeAdapter(ByteSize).validate_python(f"{d[1]}b") for d in SERVER if d[0] == "client_max_body_size")
    taken = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["server"]["maxUploadSize"]
    assert largest > taken * 1_000_000
    headers = {d[1]: d[2] for d in SERVER if d[0] == "add_header"}
    assert all(d[3:] == ["always"] for d in SERVER if d[0] == "add_header")
    assert headers.keys() == {"Strict-Transport-Security"}  # the servers send the others, and twice is not the same
    for directives in LOCATIONS.values():
        assert not any(d[0] in ("add_header", "proxy_set_header") for d in directives)


def test_the_page_on_operations_names_what_there_is() -> None:
    """Commands, settings and files that it tells of exist."""
    commands = re.findall(r"python -m assistant ([a-z-]+)", OPERATIONS)
    assert {"backup", "restore", "doctor", "serve-api"} <= set(commands) <= set(COMMANDS)
    named = {name.lower() for name in re.findall(r"ASSISTANT_([A-Z_]+)", OPERATIONS)}
    assert {"role", "log_questions", "metrics"} <= named <= Settings.model_fields.keys()
    for name in re.findall(r"`((?:deploy|docs|assistant)/[\w./@-]+)`", OPERATIONS):
        assert (ROOT / name).exists(), name


def test_the_http_server_is_told_by_the_proxy_alone_whose_questions_they_are() -> None:
    """An address that a client makes up itself counts for nothing, in a container too."""
    trusted = COMPOSE["api"]["environment"]["FORWARDED_ALLOW_IPS"]

    async def told(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["client"][0])

    seen: list[str] = []
    server = ProxyHeadersMiddleware(told, trusted_hosts=trusted)
    for host in ("172.18.0.1", "203.0.113.9"):
        headers = [(b"x-forwarded-for", b"1.2.3.4, 198.51.100.7")]
        asyncio.run(server({"type": "http", "client": (host, 1), "headers": headers}, None, None))
    assert seen == ["198.51.100.7", "203.0.113.9"]


def _program(name: str) -> str:
    """A linter that the machine or the environment has."""
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def test_the_linter_of_images_finds_nothing() -> None:
    """Hadolint, with all its rules."""
    linted = subprocess.run(
        [_program("hadolint"), str(DEPLOY / "Dockerfile")], capture_output=True, text=True, check=False
    )
    assert (linted.stdout, linted.returncode) == ("", 0)


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    """Every line of it, once the program is where it says."""
    unit = tmp_path / "competency-assistant@.service"
    text = (DEPLOY / unit.name).read_text("utf-8")
    unit.write_text(text.replace("/opt/assistant/bin/python", sys.executable), "utf-8")
    command = [_program("systemd-analyze"), "verify", "--man=no", str(unit)]
    looked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (looked.stderr, looked.returncode) == ("", 0)
