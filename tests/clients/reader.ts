// Reads the demo content with types that were generated from the contract.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema";

type Block = components["schemas"]["Block"];

function tell(block: Block): string {
  switch (block.type) {
    case "benefits":
      return block.items.map((item) => `${item.number}. ${item.title}`).join("; ");
    case "steps":
      return block.items.map((step) => step.title).join("; ");
    default:
      return block.type;
  }
}

async function main(api: string): Promise<void> {
  const client = createClient<paths, "application/json" | "application/problem+json">({ baseUrl: api });
  const list = await client.GET("/articles/", { params: { query: { limit: 3, ordering: "title" } } });
  if (!list.data) throw new Error(list.error.detail);
  const name = list.data.results[0]!.slug;
  const one = await client.GET("/articles/{name}/", { params: { path: { name } } });
  if (!one.data) throw new Error(one.error.detail);
  const gone = await client.GET("/articles/{name}/", { params: { path: { name: "never" } } });
  console.log(JSON.stringify({
    title: one.data.title,
    body: one.data.body.map(tell),
    disclaimers: one.data.disclaimers.map((each) => each.text),
    problem: gone.error?.status,
  }));
}

void main(process.argv[2]!);
