#!/usr/bin/env bash
# Runs the native cases on win-x64 under Wine, with libraries compiled by MinGW: under the JIT. .NET cannot link a NativeAOT program for
# Windows on another system.
platform=win-x64
source "$(dirname "$0")/common.sh"

require cmake cmake
require wine 'wine wine64'
require x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64
[ "$failed" -eq 0 ] || finish

# A Windows folder of its own. WINEDLLOVERRIDES must not disable mscoree, without which .NET does not find its assemblies.
WINEPREFIX=$(mktemp -d)
export WINEPREFIX WINEDEBUG=-all
unset WINEDLLOVERRIDES
trap 'wineserver -k 2>/dev/null; rm -rf "$WINEPREFIX"' EXIT
wine wineboot -i >/dev/null 2>&1 || fail "Wine could not create its folder."

# With memory mapped twice, as the runtime maps its code, Wine ends the process when dynamic methods are collected.
export DOTNET_EnableWriteXorExecute=0

publish jit --self-contained -p:PublishAot=false
run_cases jit wine "$output/$program.exe"
run_ending fail-fast nonzero 'this is fatal' wine "$output/$program.exe"
leave_out at-exit '.NET on Windows does not run managed code in a process that is ending.'
leave_out no-code 'Only Linux has PR_SET_MDWE.'

finish
