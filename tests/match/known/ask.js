// A property graph and questions in Cypher, from standard input as JSON, to the answers of
// @ladybugdb/core, to standard output: node ask.js FOLDER-OF-node_modules < questions > answers
const path = require("path");
const folder = path.resolve(process.argv[2], "node_modules/@ladybugdb/core");
const { Database, Connection } = require(folder);
const { nodes, edges, types, kinds, questions } = JSON.parse(require("fs").readFileSync(0, "utf8"));

const plain = (value) => (typeof value === "bigint" ? Number(value) : Array.isArray(value) ? value.map(plain) : value);
const literal = (value) => (value === undefined || value === null ? "NULL" : JSON.stringify(value));
const fields = (names, record) => names.map((name) => `${name}: ${literal(record[name])}`).join(", ");

async function main() {
  const connection = new Connection(new Database(":memory:"));
  const ask = async (text) => (await connection.query(text)).getAll();
  for (const type of types)
    await ask(`CREATE NODE TABLE ${type}(id STRING PRIMARY KEY, n INT64, flag BOOLEAN, word STRING)`);
  const pairs = types.flatMap((from) => types.map((to) => `FROM ${from} TO ${to}`)).join(", ");
  for (const kind of kinds)
    await ask(`CREATE REL TABLE ${kind}(${pairs}, id STRING, weight INT64, strength INT64)`);
  for (const node of nodes) await ask(`CREATE (:${node.type} {${fields(["id", "n", "flag", "word"], node)}})`);
  const type = Object.fromEntries(nodes.map((node) => [node.id, node.type]));
  for (const edge of edges)
    await ask(`MATCH (a:${type[edge.source]} {id: '${edge.source}'}), (b:${type[edge.target]} {id: '${edge.target}'})
               CREATE (a)-[:${edge.kind} {${fields(["id", "weight", "strength"], edge)}}]->(b)`);
  const answers = [];
  for (const text of questions) {
    try {
      answers.push((await ask(text)).map((row) => Object.values(row).map(plain)));
    } catch (error) {
      answers.push(String(error));
    }
  }
  console.log(JSON.stringify({ version: require(path.join(folder, "package.json")).version, answers }));
  process.exit(0);
}
main();
