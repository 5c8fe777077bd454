const net = require("node:net")
const { parseArgs } = require("node:util")

const flag = value => ({ type: "string", default: value })
const options = {
  host: flag("127.0.0.1"), port: flag("8080"),
  "access-log": flag("-"), "read-timeout": flag("5000")
}
try {
  const { host, port } = parseArgs({ options }).values
  const server = net.createServer()  // your part goes here
  server.on("error", refuse).listen({ host, port }, () => {
    const { address, port } = server.address()
    const name = net.isIPv6(address) ? `[${address}]` : address
    console.log(`lab01 listening on http://${name}:${port}`)
  })
} catch (error) {
  refuse(error)
}

function refuse(error) {
  const [reason] = error.message.split("\n")
  console.error(`server: ${reason}: give other flags`)
  process.exit(2)
}
