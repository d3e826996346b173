#!/usr/bin/env bash
# What the GitHub Action runs: source-audit check with annotations in the log, a summary of the job, and SARIF.
# Its inputs are in the environment, as action.yml has them; an empty one is not given.
set -u -o pipefail

summary=$(mktemp)
trap 'rm -f "$summary"' EXIT

arguments=(--report github=- --report "markdown=$summary" --report "sarif=${INPUT_SARIF_FILE:-source-audit.sarif}")
[[ -n ${INPUT_CONFIG:-} ]] && arguments+=(--config "$INPUT_CONFIG")
[[ -n ${INPUT_BASELINE:-} ]] && arguments+=(--baseline "$INPUT_BASELINE")
[[ -n ${INPUT_DIFF_BASE:-} ]] && arguments+=("--diff-base=$INPUT_DIFF_BASE")
[[ -n ${INPUT_FAIL_ON:-} ]] && arguments+=(--fail-on "$INPUT_FAIL_ON")
while IFS= read -r line; do
  [[ -n $line ]] && arguments+=("$line")
done <<<"${INPUT_ARGUMENTS:-}"
arguments+=(--)
while IFS= read -r line; do
  [[ -n $line ]] && arguments+=("$line")
done <<<"${INPUT_PATHS:-.}"

source-audit check "${arguments[@]}"
status=$?

cat "$summary" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
echo "status=$status" >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$status"
