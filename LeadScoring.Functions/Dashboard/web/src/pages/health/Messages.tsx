import { body, client } from "../../api/client";
import type { MessageItem } from "../../api/schema";
import { usePages } from "../../api/usePages";
import { now } from "../../state/now";
import { leadPath, useAddress } from "../../ui/address";
import { Blank, Button, Card, Chip, Failed, Note, Segment, Skeleton, Time } from "../../ui/basics";
import { ago } from "../../words/time";
import { kinds, kindText, tell } from "./messageWords";

const readers = { "crm-sync": "To the CRM", "marketing": "To marketing" } as const;
type Reader = keyof typeof readers;

/** What the app told others lately, newest first: what it says, and about whom. Looking takes nothing away. */
export function Messages() {
  const { query, set } = useAddress();
  const reader: Reader = query["about"] === "marketing" ? "marketing" : "crm-sync";
  const type = query["type"] && Object.hasOwn(kinds, query["type"]) ? query["type"] : undefined;
  const messages = usePages<MessageItem>(
    `messages ${reader} ${type ?? ""}`,
    async (continuation, signal) => {
      const page = await body(client.GET("/api/v1/messages", { params: { query: { subscription: reader, limit: 50, ...(type ? { type } : {}), ...(continuation ? { continuation } : {}) } }, signal }));
      return { items: page.messages, continuation: page.continuation ?? undefined };
    },
    { every: 15_000 },
  );
  const elsewhere = messages.error?.code === "LS-TOPIC-404";
  return (
    <>
      <div class="row wrap tools">
        <Segment<Reader> label="To whom" value={reader} onChange={value => set({ about: value === "crm-sync" ? undefined : value })} options={(Object.keys(readers) as Reader[]).map(value => ({ value, text: readers[value] }))} />
        <label class="row small">
          What
          <select class="field pick-source" value={type ?? ""} onChange={event => set({ type: event.currentTarget.value || undefined })}>
            <option value="">all</option>
            {Object.entries(kinds).map(([value, text]) => <option key={value} value={value}>{text}</option>)}
          </select>
        </label>
      </div>
      {elsewhere && <Note title="Messages go to Service Bus.">They are in its topic, where receivers take them; the app keeps no list of its own.</Note>}
      {messages.error && !elsewhere && <Failed error={messages.error} what={messages.items ? "The list cannot be renewed; below is what was known before." : "The messages cannot be shown."} again={messages.again} />}
      {!messages.items && !messages.error && <Skeleton rows={8} />}
      {messages.items?.length === 0 && (
        <Blank title="Nothing was sent yet" action={type ? <Button onClick={() => set({ type: undefined })}>All kinds</Button> : undefined}>
          {type ? `No message “${kindText(type)}” is kept.` : "The first message comes with the first decision about a lead."}
        </Blank>
      )}
      {messages.items && messages.items.length > 0 && (
        <Card flush>
          <ul class="told">
            {messages.items.map(item => {
              const message = tell(item);
              return (
                <li key={message.id}>
                  <Time at={message.at}>{ago(message.at, now.value)}</Time>
                  <span class="grow">
                    {message.type === "lead.erased" ? <span class="muted mono">{message.lead}</span> : <a class="link" href={leadPath(message.lead, message.model)}><bdi class="two-lines">{message.name ?? "The lead"}</bdi></a>}
                    {message.says && <span class="soft wrap-any"> <bdi>{message.says}</bdi></span>}
                  </span>
                  <Chip tone={message.type === "lead.overdue" ? "over" : message.type === "lead.qualified" ? "ok" : ""}>{kindText(message.type)}</Chip>
                </li>
              );
            })}
          </ul>
        </Card>
      )}
      {messages.more && <p class="list-more"><Button busy={messages.busy} onClick={messages.next}>Show older ones</Button></p>}
    </>
  );
}
