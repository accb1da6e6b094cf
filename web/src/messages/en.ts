import type { Status } from "../api.ts";

/** Every word on the page. Another language is another object of this shape. */

const drinks = (count: number) => (count === 1 ? "1 drink" : `${count} drinks`);
const seconds = (count: number) => (count === 1 ? "1 second" : `${count} seconds`);

const status: Record<Status, string> = {
  RECEIVED: "Received",
  CONFIRMED: "Confirmed",
  REJECTED: "Rejected",
  CANCELLED: "Cancelled",
};

/** What the server says in English, in another language. */
type Translations = Readonly<Record<string, string>>;

export const english = {
  site: {
    name: "Café Orders",
    skip: "Skip to content",
    navigation: "Main",
    menu: "Menu",
    orders: "Your orders",
    signIn: "Sign in",
    signOut: "Sign out",
    signedInAs: (email: string) => `Signed in as ${email}`,
    offline: "You're offline. Your basket is safe; ordering works again as soon as you're back.",
    expired: "You were signed out to keep your account safe. Nothing is lost.",
    signInAgain: "Sign in again",
    signedOutElsewhere: "You signed out in another tab.",
    tryAgain: "Try again",
    language: "Language",
    colophon: "Every order travels through a queue, and none gets lost.",
    reference: (id: string) => `Reference: ${id}`,
  },
  menu: {
    title: "What can we make you?",
    lead: "Order here, and we'll start as soon as it reaches the bar.",
    loading: "The menu is on its way…",
    empty: "The menu is empty right now. Come back a little later.",
    unreachable: "We can't reach the café",
    unreachableHelp: "The menu didn't load. Check your connection, or try again in a moment.",
    add: (name: string) => `Add ${name} to basket`,
    addShort: "Add",
    soldOut: "Sold out",
    inBasket: (count: number) => `${count} in basket`,
    added: (name: string, count: number) => `${name}: ${count} in basket`,
  },
  basket: {
    title: "Basket",
    empty: "Nothing here yet. Choose something from the menu.",
    more: (name: string) => `One more ${name}`,
    fewer: (name: string) => `One fewer ${name}`,
    remove: (name: string) => `Remove ${name}`,
    removeShort: "Remove",
    quantity: (count: number, name: string) => `${count} × ${name}`,
    removed: (name: string) => `${name} removed from basket`,
    offMenu: "No longer on the menu",
    soldOut: "Sold out",
    fix: "Remove what is sold out to place the order.",
    note: "Note for the bar",
    noteHelp: "Oat milk, extra hot…",
    total: "Total",
    view: "View basket",
    summary: (count: number, total: string) => `View basket: ${drinks(count)}, ${total}`,
    place: "Place order",
    placing: "Placing order…",
    signInToOrder: "Sign in to order",
    signInHelp: "Your basket stays as it is.",
    offline: "You're offline: order when you're back",
    waiting: (count: number) => `Try again in ${seconds(count)}`,
    safeToRetry: "Trying again is safe: it will not become two orders.",
  },
  order: {
    title: (number: string) => `Order ${number}`,
    loading: "Looking for your order…",
    status,
    story: {
      RECEIVED: "We have your order, and the bar is looking at it.",
      CONFIRMED: "The bar is making it. See you at the counter!",
      REJECTED: "The bar can't make this order.",
      CANCELLED: "You cancelled this order. Nothing will be made.",
    } as Record<Status, string>,
    announced: (number: string, now: Status) => `Order ${number}: ${status[now]}`,
    progress: "Order progress",
    queued: "In line at the bar",
    deciding: "The bar decides",
    notified: "The news goes out",
    step: {
      received: "It is written in the café's book. From here on it can't get lost.",
      queued: "Orders wait their turn here, also when many come at once.",
      deciding: "The bar says yes or no.",
      decided: "The bar has made up its mind.",
      cancelled: "You stopped it before the bar decided.",
      notified: "Everyone who waits for it hears of it.",
    },
    reason: (text: string) => `Reason: ${text}.`,
    slow: "This is taking longer than usual. Your order is safe; you don't need to order again.",
    updated: (count: number) => (count === 0 ? "Updated just now" : `Updated ${seconds(count)} ago`),
    unreachable: "We can't reach the café. We keep trying.",
    cancel: "Cancel order",
    cancelling: "Cancelling…",
    tooLate: "Too late to cancel: the bar has already decided.",
    cancelFailed: "The order could not be cancelled.",
    again: "Order again",
    refilled: "The basket has the drinks of this order that are on the menu.",
    items: "What you ordered",
    note: "Note",
    total: "Total",
    placedAt: (time: string) => `Placed ${time}`,
    all: "All your orders",
    missing: "We can't find this order",
    missingHelp: "It may belong to another account, or the address may be incomplete.",
  },
  orders: {
    title: "Your orders",
    loading: "Looking for your orders…",
    empty: "You haven't ordered yet. The first one is waiting on the menu.",
    older: "Show older orders",
    failed: "Your orders didn't load",
    item: (quantity: number, name: string) => `${quantity} × ${name}`,
  },
  signIn: {
    completing: "Signing you in…",
    failed: "Signing in didn't work",
    kept: "Your basket is kept.",
    unavailable: "Signing in isn't possible right now",
    reasons: {
      unasked: "This tab didn't ask to sign in. The link may be an old one, or the sign-in began in another tab.",
      access_denied: "You stopped before signing in was complete.",
      invalid_grant: "Signing in took too long, or this link was used before.",
      unreachable: "The sign-in service didn't answer. Check your connection.",
      temporarily_unavailable: "The sign-in service is busy. Try again in a moment.",
      server_error: "The sign-in service had a problem. Try again in a moment.",
      untrusted: "The answer wasn't one that we could trust, so nobody was signed in.",
    },
    technical: (reason: string) => `The sign-in service said: ${reason}`,
    needed: "Sign in to see your orders",
    neededHelp: "Orders are only shown to the person who placed them.",
  },
  notFound: {
    title: "There's nothing at this address",
    help: "The page may have moved, or the address has a slip in it.",
    toMenu: "Go to the menu",
  },
  config: {
    help: (reason: string) => `This site's configuration is missing or incomplete: ${reason}.`,
  },
  failure: {
    unreachable: "We couldn't tell whether your order reached us.",
    badRequest: "The café didn't understand this order.",
    forbidden: "This account may not place orders.",
    conflict: "This order has changed in the meantime.",
    refused: "This order can't be taken as it is.",
    keyReused: "An earlier version of this basket has already reached us. Look at your orders before ordering again.",
    tooLarge: "This order is too large.",
    busy: "The café is very busy right now. Your basket is kept.",
    broken: "Something went wrong on our side. Your basket is kept.",
    expired: "You were signed out before the order was placed. Your basket is kept.",
    detail: (subject: string, text: string) => `${subject} ${text}.`,
  },
  engine: {
    title: "How this works",
    lead: "For engineers: these are the real parts that your order passes, each a managed AWS service.",
    received:
      "CloudFront hands it to API Gateway, which checks your token and the JSON Schema. The function order_api makes one conditional write to DynamoDB.",
    queued:
      "The table's stream is the outbox: order_relay takes the new order from it and puts its key in the SQS queue. Five failures send it to a dead-letter queue with an alarm.",
    decided:
      "order_processor makes one conditional update. The condition is the state machine, so delivering twice changes nothing.",
    notified:
      "The stream carries the change back to order_relay, which publishes it on the SNS topic. This page asks again with an ETag from one to five seconds apart; it learns nothing from the queue and the topic themselves, so their two steps follow from the order's history.",
    orderId: "Order id",
    correlationId: "Correlation id",
    correlationHelp: "Every log line that this request caused carries it.",
  },
  /** The menu comes in English; by item_id. */
  drinks: {} as Readonly<Record<string, { readonly name: string; readonly description: string }>>,
  /** The server's sentences, as they come. */
  server: {} as Translations,
} as const;

export type Messages = Wide<typeof english>;

/** The shape of the messages, with any text in place of the English one. */
type Wide<T> = T extends string
  ? string
  : T extends (...parts: infer P) => string
    ? (...parts: P) => string
    : { readonly [K in keyof T]: Wide<T[K]> };
