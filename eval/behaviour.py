#!/usr/bin/env python3
"""What each answer prints on the inputs of its task's own test: its behaviour, not whether it is right.

usage: behaviour.py TASKS.jsonl ANSWERS.jsonl --out FILE [--jobs 2] [--timeout 10] [--lodash NODE_MODULES_DIR]
TASKS as for score.py; ANSWERS: one {"id", "completion"} a line. Writes [{"id", "outputs": [text, ...]}]: a printed value, "E:<error>"
where the call failed, "E:load:<error>" for every input where the file itself did. Tasks without a readable call are left out.
Runs model-written code: use it inside a sandbox without network.
"""
import argparse, ast, concurrent.futures, json, os, re, subprocess, sys, tempfile

most_inputs = 10
most_characters = 300


def python_program(task, answer):
    calls = []
    for node in ast.walk(ast.parse(task['tail'])):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == 'candidate' and not node.keywords:
            try:
                calls.append([ast.literal_eval(one) for one in node.args])
            except (ValueError, TypeError):
                pass  # An argument that a loop computes.
    name = re.search(r'^check\((\w+)\)', task['tail'], re.M)
    if not calls or not name:
        return None, 0
    calls = calls[:most_inputs]
    program = (
        'import json as _json, copy as _copy\n'
        f'_source, _calls, _name = {answer!r}, {calls!r}, {name.group(1)!r}\n'
        '_space, _out = {}, []\n'
        'try:\n    exec(compile(_source, "answer", "exec"), _space)\n'
        'except BaseException as e:\n    _out = ["E:load:" + type(e).__name__] * len(_calls)\n'
        'else:\n    for _call in _calls:\n'
        '        try: _out.append(repr(_space[_name](*_copy.deepcopy(_call))))\n'
        '        except BaseException as e: _out.append("E:" + type(e).__name__)\n'
        'print("\\nbehaviour" + _json.dumps(_out))\n'
    )
    return program, len(calls)


def node_program(task, answer):
    tests = re.findall(r'((?:var arg\d+ = [^\n]*;\n)*)var x\d+ = ([^\n]*);\n', task['tail'])[:most_inputs]
    if not tests:
        return None, 0
    tries = ''.join(
        f'try {{ (() => {{ {setup} out.push(String(JSON.stringify({call}))); }})(); }} catch (e) {{ out.push("E:" + e?.constructor?.name); }}\n'
        for setup, call in tests
    )
    source = 'const _ = require("lodash");\n' + answer + '\n;__out(() => {\nconst out = [];\n' + tries + 'return out;\n});'
    program = (
        'const vm = require("node:vm");\nlet out = [];\nconst console = { log() {}, error() {}, warn() {}, info() {} };\n'
        f'try {{ vm.runInNewContext({json.dumps(source)}, {{ require, console, __out: (run) => {{ out = run(); }} }}); }}\n'
        f'catch (e) {{ out = Array.from({{ length: {len(tests)} }}, () => "E:load:" + e?.constructor?.name); }}\n'
        'process.stdout.write("\\nbehaviour" + JSON.stringify(out));\n'
    )
    return program, len(tests)


def outputs(task, completion, options):
    answer = task['prefix'] + completion + task['suffix']
    python = task['runner'] == 'python'
    program, inputs = (python_program if python else node_program)(task, answer)
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 't.py' if python else 't.cjs')
        with open(path, 'w', encoding='utf8') as file:
            file.write(program)
        environment = dict(os.environ, NODE_PATH=options.lodash)
        try:
            done = subprocess.run([sys.executable if python else 'node', path], capture_output=True, cwd=folder, env=environment, timeout=options.timeout)
        except subprocess.TimeoutExpired:
            return ['E:timeout'] * inputs
    printed = done.stdout.decode('utf8', 'replace').rpartition('\nbehaviour')[2]
    try:
        return [text[:most_characters] for text in json.loads(printed)]
    except ValueError:
        return ['E:load:ended'] * inputs


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('tasks')
    parser.add_argument('answers')
    parser.add_argument('--out', required=True)
    parser.add_argument('--jobs', type=int, default=2)
    parser.add_argument('--timeout', type=float, default=10)
    parser.add_argument('--lodash', default=os.environ.get('NODE_PATH', ''))
    options = parser.parse_args()
    with open(options.tasks, encoding='utf8') as file:
        tasks = {task['id']: task for task in map(json.loads, file)}
    with open(options.answers, encoding='utf8') as file:
        answers = {answer['id']: answer['completion'] for answer in map(json.loads, file)}
    known = [one for one in answers if tasks.get(one, {}).get('runner') in ('python', 'node')]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(lambda one: outputs(tasks[one], answers[one], options), known))
    with open(options.out, 'w', encoding='utf8') as file:
        json.dump([{'id': one, 'outputs': result} for one, result in zip(known, results) if result is not None], file)


main()
