/** Escapes text for HTML, including attributes. */
export declare function escapeHtml(text: string): string;
