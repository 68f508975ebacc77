import "./elements/copy-link.js";
