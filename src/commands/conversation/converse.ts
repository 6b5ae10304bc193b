import { createFile } from '../../remedies/safe-file.js';
import { existsSync } from 'node:fs';
import { examine, type Examination } from '../../doctor.js';
import { InputError } from '../../facts/input-error.js';
import { readGivenFact } from '../../facts/evidence.js';
import type { SourceFact } from '../../facts/store.js';
import { toReport } from '../../report/document.js';
import { exitCodeOf } from '../../report/exit-code.js';
import type { Report } from '../../report/schema.js';
import { wrap } from '../../report/page.js';
import { movedText, summaryText } from '../../report/summary-text.js';
import { APPROVAL_SCOPES, DEFAULT_CALLBACK } from '../../salesforce/approval.js';
import { PasteError, readPaste } from '../../sources/files/read.js';
import type { Paste } from '../../sources/files/shape.js';
import { tryLogin, type DiagnoseOptions } from '../login/try-login.js';
import { tell, tellLine } from '../terminal/output.js';
import { tool } from '../host.js';
import { homeFolder } from '../../launcher/home.js';
import { printReport } from '../reports/print-report.js';
import { examineOptions, givenFacts } from '../reports/report-options.js';
import { readTerminal } from '../terminal/terminal.js';
import { confirm, pick, type } from '../terminal/ask.js';
import { findCandidates, type Found } from './candidates.js';
import { menuOf, type Next } from './menu.js';
import { changeValue, chooseAdmin, chooseOpening, completeLogin } from './opening.js';
import { takePaste } from './paste.js';
import { askFact } from './question.js';

const WAIT_FOR_CHANGE = 600;
const WAIT_FOR_PERSON = 300;

/** One conversation: the facts, the answers so far, and the possible next actions. */
class Conversation {
  #examination: Examination | undefined;
  #canLogIn = false;
  readonly #answers: string[] = [];
  readonly #skipped = new Set<string>();
  readonly #pastes: Paste[] = [];
  /** The report of the run is on standard output already. */
  #isReported = false;

  constructor(
    private options: DiagnoseOptions,
    private readonly found: Found,
  ) {}

  /** Runs until the person is done, and returns the exit code of the last report. */
  async run(): Promise<number> {
    const opening = await chooseOpening(this.found, this.options);
    if (opening.kind === 'paste') await this.readPaste();
    else {
      this.options = await completeLogin(this.found, opening.login, this.options);
      this.options = await chooseAdmin(
        this.found,
        this.options,
        "Read the org with an administrator's session? It makes the diagnosis certain, and changes nothing.",
        'No, only try the login',
      );
      await this.logIn();
    }
    await this.show();
    return this.goOn();
  }

  /** Goes on where a command has shown its report: with the questions, then with the menu. */
  async continue(examination: Examination, canLogIn: boolean): Promise<number> {
    this.#examination = examination;
    this.#canLogIn = canLogIn;
    this.#isReported = true;
    return this.goOn();
  }

  private async goOn(): Promise<number> {
    await this.questions();
    for (;;) {
      const next = await this.menu();
      if (next === 'done') return this.finish();
      const code = await this.tryTo(next);
      if (code !== undefined) return code;
    }
  }

  /** Carries out one action. A mistake, such as a session that doesn't exist, loses nothing: the menu comes back. */
  private async tryTo(next: Exclude<Next, 'done'>): Promise<number | undefined> {
    try {
      return await this.act(next);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      tellLine(`sf-jwt-doctor: ${error.message}`);
      return undefined;
    }
  }

  private get examination(): Examination {
    return this.#examination!;
  }

  private report(): Report {
    return toReport(this.examination, tool(), this.options);
  }

  private async logIn(): Promise<void> {
    const { examination } = await tryLogin(this.options, await this.givenFacts());
    this.#examination = examination;
    this.#canLogIn = true;
  }

  private async givenFacts(): Promise<SourceFact[]> {
    return [...(await givenFacts(this.options)), ...this.#answers.map(readGivenFact)];
  }

  /** Reads pasted text until it mentions a login. */
  private async readPaste(): Promise<void> {
    for (;;) {
      const text = await takePaste();
      try {
        const facts = await readPaste(text, 'the paste');
        this.#pastes.push({ name: 'paste.txt', text });
        const known = this.#examination?.facts.all() ?? (await this.givenFacts());
        this.#examination = examine([...known, ...facts], await examineOptions(this.options));
        return;
      } catch (error) {
        if (!(error instanceof PasteError)) throw error;
        tellLine(error.message);
        if (!(await confirm('Paste again?', true))) {
          this.#examination ??= examine(await this.givenFacts(), await examineOptions(this.options));
          return;
        }
      }
    }
  }

  private async show(): Promise<void> {
    const terminal = readTerminal({});
    process.stderr.write(
      summaryText(this.report(), { palette: await terminal.palette(), width: process.stderr.columns ?? 80 }),
    );
  }

  /** Asks the next best question, as long as the cause is open and an answer would change that. */
  private async questions(): Promise<void> {
    for (;;) {
      const report = this.report();
      const question = report.diagnosis.questions.find(({ fact }) => !this.#skipped.has(fact));
      if (report.verdict !== 'inconclusive' || report.outOfScope !== null || question === undefined) return;
      // The report that was just printed ends with its first question.
      const isShown = this.#isReported && this.#skipped.size === 0 && this.#answers.length === 0;
      const answer = await askFact(question, isShown);
      if (answer.kind === 'enough') return;
      this.#skipped.add(question.fact);
      if (answer.kind === 'unknown') continue;
      this.#answers.push(answer.argument);
      const known = [...this.examination.facts.all(), readGivenFact(answer.argument)];
      this.#examination = examine(known, await examineOptions(this.options));
      tell(wrap(movedText(report, this.report()), Math.min(process.stderr.columns ?? 80, 100)));
      await this.show();
    }
  }

  private menu(): Promise<Next> {
    const standing = { canLogIn: this.#canLogIn, hasAnswers: this.#answers.length > 0 };
    return pick('What now?', menuOf(this.report(), standing));
  }

  /** Does one thing; an exit code ends the conversation. */
  private async act(next: Exclude<Next, 'done'>): Promise<number | undefined> {
    switch (next) {
      case 'fix':
        return this.fix();
      case 'approve':
        return this.approve();
      case 'questions':
        this.#skipped.clear();
        return void (await this.questions());
      case 'change':
        this.options = await changeValue(this.found, this.options);
        return this.logInAndShow();
      case 'again':
        return this.logInAndShow();
      case 'login':
        this.options = await completeLogin(this.found, {}, this.options);
        return this.logInAndShow();
      case 'whole':
        await printReport(this.examination, { ...this.options, format: ['text'], output: [] });
        return undefined;
      case 'report':
        return this.writeReport();
      case 'bundle':
        return this.bundle();
      case 'answers':
        return this.saveAnswers();
    }
  }

  private async logInAndShow(): Promise<undefined> {
    await this.logIn();
    await this.show();
  }

  private async fix(): Promise<number | undefined> {
    const options = await chooseAdmin(
      this.found,
      this.options,
      "Which administrator's session may read the org and make the changes?",
      'None: go back',
    );
    if (options.targetOrg === undefined && (process.env['SF_ACCESS_TOKEN'] ?? '').trim() === '') return undefined;
    this.options = options;
    const { fix } = await import('../fix.js');
    return fix({ ...options, fact: [...options.fact, ...this.#answers], apply: true, wait: WAIT_FOR_CHANGE });
  }

  private async approve(): Promise<number | undefined> {
    const { authorize } = await import('../authorize.js');
    const callbackUrl = await type(
      'A callback URL of the app on this machine (--callback-url)',
      (text) =>
        /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\//.test(text)
          ? undefined
          : 'It starts with http://localhost:',
      DEFAULT_CALLBACK,
    );
    return authorize({
      ...this.options,
      fact: [...this.options.fact, ...this.#answers],
      callbackUrl,
      scope: [...APPROVAL_SCOPES],
      browser: true,
      refreshToken: 'discard',
      wait: WAIT_FOR_PERSON,
    });
  }

  /** Flags decide which reports go to files. Standard output gets only the whole report, if requested. */
  private async finish(): Promise<number> {
    if (this.options.output.length > 0 && !this.#isReported) return printReport(this.examination, this.options);
    return exitCodeOf(this.report(), this.options);
  }

  private async writeReport(): Promise<undefined> {
    const file = await this.freeFile('File; its ending tells the format (--output)', 'sf-jwt-doctor-report.html');
    await printReport(this.examination, { ...this.options, json: false, format: [], output: [file] });
    tellLine(`${file} is written.`);
  }

  private async bundle(): Promise<undefined> {
    const { offerBundle } = await import('../collect.js');
    const file = await this.freeFile('File (collect --output)', 'sf-jwt-doctor-bundle.zip');
    await offerBundle(this.examination, this.#pastes, { file, keep: [] }, () => confirm('Write it?', true));
  }

  private async saveAnswers(): Promise<undefined> {
    const file = await this.freeFile('File (read it again with --evidence)', 'answers.json');
    const facts = Object.fromEntries(
      this.#answers.map(readGivenFact).flatMap((fact) => ('value' in fact ? [[fact.name, fact.value]] : [])),
    );
    createFile(file, `${JSON.stringify({ evidenceVersion: 1, facts }, null, 2)}\n`, 0o600);
    tellLine(`${file} is written.`);
  }

  private freeFile(message: string, proposal: string): Promise<string> {
    return type(
      message,
      (name) => (name === '' || existsSync(name) ? 'Name a file that is not there yet' : undefined),
      proposal,
    );
  }
}

function lookAround(): Found {
  return findCandidates({ home: homeFolder(), folder: process.cwd(), env: process.env });
}

/** The conversation at a terminal: finds what it can, asks only what decides, names the cause, and offers the fix. */
export async function converse(options: DiagnoseOptions): Promise<number> {
  return new Conversation(options, lookAround()).run();
}

/**
 * Goes on at a terminal after a report: asks the questions that decide where the cause is open, and offers the next
 * steps. Returns the exit code of the last report. `canLogIn` is true when the options describe a whole login.
 */
export function continueConversation(
  examination: Examination,
  options: DiagnoseOptions,
  canLogIn: boolean,
): Promise<number> {
  return new Conversation(options, lookAround()).continue(examination, canLogIn);
}
