export { judgeApiCall } from './access.js';
export type { FaultInput } from './fault.js';
export { myDomainOrigin } from './hosts.js';
export { judge, recordJudgement, type Judgement } from './judge.js';
export { keysIn, loadFixtureWorld, loadWorld } from './load.js';
export {
  approvalRequest,
  loginAssertion,
  loginAudience,
  loginRequest,
  loginTokenRequest,
  type LoginRequest,
} from './login.js';
export { WorldError } from './complete-world.js';
export { parseWorld } from './parse-world.js';
export { startEmbeddedOrg, type EmbeddedOrg, type StartOptions } from './start.js';
export { createState, type OrgState } from './state.js';
export type { App, Login, Org, User, World } from './world.js';
