module.exports = () => ({ dir: { input: ".", output: "_site", data: "_data" } });
