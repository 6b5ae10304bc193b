/**
 * One word of a POSIX shell, for commands to copy: whatever the text holds, the shell takes it as that text and runs
 * nothing. A line end would end the command while it is pasted, so it becomes a blank, as every control character does.
 */
export function shellWord(text: string): string {
  // eslint-disable-next-line no-control-regex -- these characters are the point
  const word = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ');
  // A word that begins with ~, # or = means something to a shell.
  if (/^[\w@%+:,./-][\w@%+=:,./~-]*$/.test(word)) return word;
  // Double quotes where they will do: they survive inside the quotes of a Jenkinsfile, too.
  return word === '' || /["$`\\!]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : `"${word}"`;
}
