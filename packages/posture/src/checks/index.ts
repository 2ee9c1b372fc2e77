import { BASTION_ONLY } from "./bastion-only.js";
import { EGRESS } from "./egress.js";
import { ISOLATION } from "./isolation.js";
import { ORDER } from "./order.js";
import type { PlatformCheck } from "./platform-check.js";
import { RESOLUTION } from "./resolution.js";

/** Every check. */
export const CHECKS: readonly PlatformCheck[] = [ISOLATION, BASTION_ONLY, RESOLUTION, EGRESS, ORDER];
