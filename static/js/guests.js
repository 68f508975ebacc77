import "./elements/lift-clock.js";
