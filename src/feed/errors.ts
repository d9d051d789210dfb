const messages = {
  CURSOR_INVALID: 'This cursor was not issued by this feed. Read the list again and subscribe from its feed cursor.',
  CURSOR_EXPIRED:
    'This cursor is older than what the feed still keeps. Read the list again and subscribe from its feed cursor.',
  CONSUMER_TOO_SLOW: 'Items were not read fast enough. Subscribe again from the cursor of the last item received.',
};

export type FeedErrorCode = keyof typeof messages;

/** Ends or refuses a subscription; the message tells the client what to do next. */
export class FeedError extends Error {
  override name = 'FeedError';
  readonly code: FeedErrorCode;

  constructor(code: FeedErrorCode) {
    super(messages[code]);
    this.code = code;
  }
}
