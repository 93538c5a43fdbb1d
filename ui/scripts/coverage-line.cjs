// Says in one line how many lines the tests reach: of the whole that is measured, and of each of its parts.
const parts = [
  ["forms", /\/src\/schema-form\//],
  ["lib", /\/src\/lib\//],
  ["models of the features", /\/src\/features\//],
];

const share = ({ covered, total }) => `${(Math.floor((1000 * covered) / Math.max(1, total)) / 10).toFixed(1)} %`;

module.exports = class CoverageLine {
  execute(context) {
    const files = [];
    context.getTree("flat").visit({
      onDetail(node) {
        files.push({ path: node.getFileCoverage().path, lines: node.getCoverageSummary().data.lines });
      },
    });
    const sum = (pattern) =>
      files
        .filter(({ path }) => pattern.test(path))
        .reduce((all, { lines }) => ({ covered: all.covered + lines.covered, total: all.total + lines.total }), {
          covered: 0,
          total: 0,
        });
    const whole = sum(/./);
    const each = parts.map(([name, pattern]) => `${name} ${share(sum(pattern))}`).join(", ");
    console.log(`Line coverage of the browser UI's logic: ${share(whole)} of ${whole.total} lines (${each})`);
  }
};
