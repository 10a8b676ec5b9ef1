"""Real servers: nginx, HAProxy, node, each in a namespace and with a configuration of a few lines."""


def nginx(lab, host, port, inside, outside=""):
    """nginx with one server block; inside: directives of the server, outside: of http."""
    listen = f"{host.address}:{port}" if lab.ip == 4 else f"[{host.address}]:{port}"
    path = lab.file("nginx.conf", f"""
daemon off; master_process off; worker_processes 1; pid {lab.folder}/nginx.pid; error_log {lab.folder}/nginx.err;
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {lab.folder}/b; proxy_temp_path {lab.folder}/p; fastcgi_temp_path {lab.folder}/f;
  uwsgi_temp_path {lab.folder}/u; scgi_temp_path {lab.folder}/s; default_type text/plain;
  {outside}
  server {{ listen {listen}; root {lab.folder}; {inside} }}
}}
""")
    process = host.start(["nginx", "-p", lab.folder, "-c", path, "-e", f"{lab.folder}/nginx.err"])
    host.wait_for_port(port)
    return process


def haproxy(lab, host, text, port=None):
    path = lab.file("haproxy.cfg", "global\n  maxconn 64\n" + text)
    process = host.start(["haproxy", "-f", path])
    if port:
        host.wait_for_port(port)
    return process


def node(lab, host, script, port):
    process = host.start(["node", lab.file("server.js", script)])
    host.wait_for_port(port)
    return process


def bind(address, port):
    """address:port as the configuration files spell it."""
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
