# The common part of the platform scripts: they publish the program of the native cases for another platform, run it in an emulator, and
# print the number of passed and failed cases as their last line. A platform script sets `platform`, calls these functions, and ends with
# `finish`.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export KOFFIGEN_STRESS_SECONDS="${KOFFIGEN_STRESS_SECONDS:-2}"

program=KoffiGen.NativeTests.Aot
passed=0
failed=0

# Cases that end a process on purpose must not leave core dumps.
ulimit -c 0

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}

fail() {
    echo "$platform: $*"
    failed=$((failed + 1))
}

# require TOOL PACKAGE: a missing tool, a command or a file, is a failure and not a reason to leave the platform out.
require() {
    command -v "$1" >/dev/null 2>&1 || [ -e "$1" ] || fail "'$1' was not found. Install it with 'apt-get install $2'."
}

# publish FORM OPTION...: publishes the program into the folder of the form, and stops the script if that fails.
publish() {
    local form=$1 start=$SECONDS log
    shift
    output="$PWD/artifacts/native-tests/$platform/$form"
    log="$output.publish.log"
    rm -rf "$output"
    mkdir -p "$output"
    if ! dotnet publish "native-tests/$program" --configuration Release --runtime "$platform" -p:NativeTarget="$platform" \
        --artifacts-path "artifacts/native-tests/$platform" --output "$output" -nodeReuse:false "$@" >"$log" 2>&1; then
        grep -E 'error|warning' "$log" | sort -u | head -20
        fail "The $form program could not be published. Its log is $log."
        finish
    fi
    echo "$platform $form: published in $((SECONDS - start)) s"
}

# run_cases FORM COMMAND...: runs all cases. A program that ends before its last line is a failure, too.
run_cases() {
    local form=$1 start=$SECONDS log="$output.log" code summary left_out
    shift
    # In a subshell, because the shell reports the signal that ended a program.
    (timeout --kill-after=10 300 "$@"; exit $?) >"$log" 2>&1
    code=$?
    # Programs of Windows end their lines with carriage returns.
    sed -i 's/\r$//' "$log"
    grep -a '^FAIL ' "$log"
    grep -a '^LEFT OUT ' "$log"
    summary=$(tail -n 2 "$log" | grep -aE '^[0-9]+ passed, [0-9]+ failed$')
    passed=$((passed + $(grep -ac '^PASS ' "$log")))
    failed=$((failed + $(grep -ac '^FAIL ' "$log")))
    left_out=$(grep -ac '^LEFT OUT ' "$log")
    if [ -z "$summary" ]; then
        grep -av '^PASS ' "$log" | tail -n 20
        fail "The $form program ended with exit code $code before all cases had run. The last was: $(grep -a '^PASS ' "$log" | tail -n 1)"
    fi
    echo "$platform $form: ${summary:-unfinished}, $left_out left out, in $((SECONDS - start)) s"
}

# run_ending NAME CODE TEXT COMMAND...: runs a case that ends its process. CODE is 'zero' or 'nonzero', and the output contains TEXT.
run_ending() {
    local name=$1 expected=$2 text=$3 found log="$output.$1.log" code
    shift 3
    (timeout --kill-after=10 120 "$@" "$name"; exit $?) >"$log" 2>&1
    code=$?
    found=$([ "$code" -eq 0 ] && echo zero || echo nonzero)
    if [ "$code" -ne 124 ] && [ "$found" = "$expected" ] && grep -qaF -- "$text" "$log"; then
        passed=$((passed + 1))
    else
        tail -n 20 "$log"
        fail "The case '$name' ended with exit code $code. Expected: $expected, and the output '$text'."
    fi
}

# leave_out NAME REASON: reports a case that the script does not run.
leave_out() {
    echo "LEFT OUT $1: $2"
}
