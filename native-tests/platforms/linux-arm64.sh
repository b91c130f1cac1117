#!/usr/bin/env bash
# Runs the native cases on linux-arm64 under qemu: under the JIT, and as a NativeAOT program.
platform=linux-arm64
source "$(dirname "$0")/common.sh"

require cmake cmake
require qemu-aarch64-static qemu-user-static
require aarch64-linux-gnu-gcc gcc-aarch64-linux-gnu
require /usr/aarch64-linux-gnu/include/stdio.h libc6-dev-arm64-cross
[ "$failed" -eq 0 ] || finish

emulator=(qemu-aarch64-static -L /usr/aarch64-linux-gnu)

run_all() {
    run_cases "$@"
    shift
    run_ending fail-fast nonzero 'this is fatal' "$@"
    run_ending at-exit zero 'C goes on with 0 or 42.' "$@"
    leave_out no-code 'qemu does not implement PR_SET_MDWE.'
}

publish jit --self-contained -p:PublishAot=false
run_all jit "${emulator[@]}" "$output/$program"

publish aot -p:CppCompilerAndLinker=aarch64-linux-gnu-gcc -p:ObjCopyName=aarch64-linux-gnu-objcopy
run_all aot "${emulator[@]}" "$output/$program"

finish
