/**
 * The scripts that connect a shell to `sf-jwt-doctor complete`. Each hands over the words before the cursor and takes lines
 * `word<TAB>description`; a last line `:files` asks for the names of files as well. Nothing that was typed is evaluated.
 */
export const SCRIPTS = {
  bash: `_sf_jwt_doctor() {
  local line files=0 current="\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()
  while IFS= read -r line; do
    if [ "$line" = ':files' ]; then files=1; else COMPREPLY+=("\${line%%$'\\t'*}"); fi
  done < <(sf-jwt-doctor complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [ "$files" = 1 ]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$current")
  fi
  if [ "\${#COMPREPLY[@]}" = 1 ] && [[ "\${COMPREPLY[0]}" = *= ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -F _sf_jwt_doctor sf-jwt-doctor
`,
  zsh: `#compdef sf-jwt-doctor
_sf_jwt_doctor() {
  local line files=0
  local -a found
  while IFS= read -r line; do
    if [[ "$line" == ':files' ]]; then files=1; else found+=("\${\${line//:/\\\\:}/$'\\t'/:}"); fi
  done < <(sf-jwt-doctor complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#found} )) && _describe 'sf-jwt-doctor' found
  (( files )) && _files
}
if [[ "\${funcstack[1]}" == '_sf_jwt_doctor' ]]; then _sf_jwt_doctor "$@"; else compdef _sf_jwt_doctor sf-jwt-doctor; fi
`,
  fish: `function __sf_jwt_doctor
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  for line in (sf-jwt-doctor complete -- $words[2..-1] "$current" 2>/dev/null)
    if test "$line" = ':files'
      __fish_complete_path "$current"
    else
      printf '%s\\n' "$line"
    end
  end
end
complete -c sf-jwt-doctor -f -a '(__sf_jwt_doctor)'
`,
  powershell: `Register-ArgumentCompleter -Native -CommandName sf-jwt-doctor -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $typed = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  # An empty last word would be dropped on its way to a program: complete takes "-- <words> --end" for it.
  $last = if ($wordToComplete -eq '') { '--end' } else { $wordToComplete }
  sf-jwt-doctor complete '--' @typed $last 2>$null | ForEach-Object {
    if ($_ -eq ':files') { [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete) }
    else {
      $value, $about = $_ -split "\`t", 2
      if (-not $about) { $about = $value }
      [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
    }
  }
}
`,
} as const;

/** A shell that can complete. */
export type Shell = keyof typeof SCRIPTS;
