import { clear } from "./clear.js";
import { tellAll } from "./consent.js";

/* A choice was saved on its page: clear up after what is no longer allowed, in all tabs. */
for (const box of document.querySelectorAll(".consent-form [name=allow]:not(:checked)")) {
    clear(box.dataset);
}
tellAll();
