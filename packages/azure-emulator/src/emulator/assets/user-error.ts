import { ArmError } from "../arm/arm-error.js";
import type { Answer } from "../http.js";

const INNER_CODES: Readonly<Record<number, string>> = {
  401: "AuthenticationError",
  403: "ForbiddenError",
  404: "NotFoundError",
  409: "ConflictError",
};

/** The answer of a service of Azure Machine Learning, or what it throws as {@link userError}. */
export async function answerOrUserError(answer: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof ArmError) return userError(error);
    throw error;
  }
}

/** An error in the form of the services of Azure Machine Learning, which have their own codes below `UserError`. */
export function userError({ status, code, message, headers }: ArmError): Answer {
  return {
    status,
    headers: { ...headers, "x-ms-error-code": code },
    body: {
      error: {
        code: "UserError",
        message,
        innerError: { code: INNER_CODES[status] ?? "BadArgument", innerError: { code, innerError: null } },
      },
    },
  };
}
