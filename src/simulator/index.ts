export { judgeApiCall, type Session } from './access.js';
export type { Fault, FaultInput } from './fault.js';
export type { GateId, TokenRequest, Verdict } from './hearing.js';
export { lightningOrigin, myDomainOrigin } from './hosts.js';
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
export { parseWorld, WorldError, type KeyPair, type ParseWorldOptions } from './parse-world.js';
export type { Attempt } from './server/context.js';
export { verifyRs256, type Verifier } from './signature.js';
export { startEmbeddedOrg, type EmbeddedOrg, type StartOptions } from './start.js';
export { createState, type LoginHistoryRow, type OrgState } from './state.js';
export type { App, Approval, Behaviour, Expectation, Login, Org, Profile, User, World } from './world.js';
