// The engine that rdf-test-suite asks for; the endpoint is named by its option -i, so that there is nothing to run here.
module.exports = {};
