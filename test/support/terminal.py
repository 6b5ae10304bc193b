"""Runs a command on a pseudo-terminal of 80x24, answers a prompt, and prints what came and the exit code as JSON."""
import json, os, pty, select, struct, fcntl, signal, sys, termios, time

prompt, answer, *command = sys.argv[1:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
seen, answered, until = b"", False, time.time() + 60
while time.time() < until:
    ready, _, _ = select.select([terminal], [], [], 1)
    if ready:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    if not answered and prompt.encode() in seen:
        answered = True
        time.sleep(0.3)
        os.write(terminal, answer.encode().decode("unicode_escape").encode())
else:
    os.kill(pid, signal.SIGKILL)
_, status = os.waitpid(pid, 0)
print(json.dumps({"code": os.waitstatus_to_exitcode(status), "answered": answered, "screen": seen.decode("utf8", "replace")}))
