/* Picture files that are dropped anywhere on the form of a page, or chosen with its
   button: each is sent alone, becomes a block at the end of the text, and is described
   in place. What is said of a picture is saved when it has been typed. */
import { watchCrops } from "./crops.js";
import { sendAgain } from "./sending.js";

const panel = document.querySelector("[data-picture-drop]");

const post = (url, data, onProgress = () => {}) =>
    new Promise((resolve, reject) => {
        const request = new XMLHttpRequest(); // fetch does not tell how far it is
        const { CSRF_HEADER_NAME: header, CSRF_TOKEN: token } = window.wagtailConfig;
        request.open("POST", url);
        request.setRequestHeader(header, token);
        request.upload.addEventListener("progress", onProgress);
        request.addEventListener("error", reject);
        request.addEventListener("load", () => {
            try {
                resolve({ isGood: request.status === 200, ...JSON.parse(request.response) });
            } catch {
                reject(); // as the sign-in page, or a server that is too busy
            }
        });
        request.send(data);
    });

const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
};

const carriesFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");

const start = () => {
    const words = panel.dataset;
    const status = panel.querySelector("[data-picture-status]");
    const list = panel.querySelector("[data-picture-list]");
    const button = panel.querySelector("[data-picture-button]");
    const input = panel.querySelector("[data-picture-files]");
    const pageForm = panel.closest("form");
    const kinds = words.kinds.split(" ");
    const stream = () => document.querySelector("#body-root")?.rootBlock;
    const lead = () => document.querySelector("#id_lead_image-chooser")?.widget;
    // What is on its way: files one after the other, and descriptions.
    let queue = Promise.resolve();
    const saving = new Set();
    let resend = null;

    const refuse = ({ name, size }) => {
        if (!kinds.includes(name.split(".").pop().toLowerCase())) return words.wrongKind;
        return size > Number(words.most) ? words.tooBig : "";
    };

    /* Describe a picture in place: its row has a form of its own, outside of the page's. */
    const fill = (item, html, block, data) => {
        const place = item.querySelector("[data-place]");
        place.innerHTML = html;
        const row = place.querySelector("[data-picture-row]");
        const id = row.dataset.form;
        document.getElementById(id)?.remove();
        const form = make("form", { id, action: row.dataset.pictureRow, hidden: true });
        document.body.append(form);
        offerAsLead(row, item, block, data);
        watchCrops(row);

        let words_ = null; // what the block says of the picture
        const altOf = () => block.block.childBlocks.image.childBlocks.alt_text;
        const save = async () => {
            const said = row.querySelector("[data-picture-said]");
            const sent = new FormData(form);
            sent.set("language", words.language);
            said.textContent = words.working;
            const answer = await post(form.action, sent).catch(() => null);
            if (!answer) {
                said.textContent = words.failed;
            } else if (!answer.isGood) {
                const focus = document.activeElement?.id;
                fill(item, answer.row, block, data);
                document.getElementById(focus)?.focus();
            } else {
                said.textContent = words.saved;
                words_ ??= data.alt;
                const alt = stream()?.children.includes(block) && altOf();
                if (alt && alt.getValue() === words_) alt.setState(answer.alt);
                words_ = answer.alt;
            }
        };
        const keep = () => {
            const saved = save().finally(() => {
                saving.delete(saved);
                if (saving.size) return;
                resend?.();
                resend = null;
            });
            saving.add(saved);
        };
        row.addEventListener("change", keep);
        row.addEventListener("input", () => {
            row.querySelector("[data-picture-said]").textContent = words.unsaved;
        });
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            keep();
        });
    };

    /* Offered while the page has no lead picture; it stands in one place then. */
    const offerAsLead = (row, item, block, { lead: chosen }) => {
        const offer = row.querySelector("[data-picture-lead]");
        offer.hidden = !lead() || Boolean(lead().getState());
        offer.addEventListener("click", () => {
            lead().setState(chosen);
            lead().input.dispatchEvent(new Event("change", { bubbles: true }));
            if (stream()?.children.includes(block)) block.delete({ animate: false });
            item.querySelector("[data-where]").textContent = words.leadTaken;
            for (const other of list.querySelectorAll("[data-picture-lead]")) other.hidden = true;
            item.querySelector("[data-place] a").focus();
        });
    };

    const send = async (file, item) => {
        const where = item.querySelector("[data-where]");
        const bar = make("progress", { max: 1, value: 0, ariaLabel: file.name });
        where.replaceChildren(bar);
        const data = new FormData();
        data.set("file", file);
        data.set("language", words.language);
        const answer = await post(words.url, data, ({ loaded, total }) => {
            bar.value = total ? loaded / total : 0;
            if (loaded === total) where.replaceChildren(bar, ` ${words.working}`);
        }).catch(() => null);
        if (!answer) {
            const again = make("button", {
                type: "button",
                className: "button button-small button-secondary",
                textContent: words.again,
            });
            again.addEventListener("click", () => {
                queue = queue.then(() => send(file, item));
            });
            where.replaceChildren(`${words.failed} `, again);
            item.classList.add("is-refused");
        } else if (!answer.isGood) {
            where.textContent = answer.error;
            item.classList.add("is-refused");
        } else {
            item.classList.remove("is-refused");
            const blocks = stream();
            const block = blocks.insert(answer.block, blocks.children.length);
            where.textContent = [answer.note, words.done].filter(Boolean).join(" ");
            const alt = answer.block.value.image.alt_text;
            fill(item, answer.row, block, { lead: answer.lead, alt });
        }
        status.textContent = `${file.name}: ${where.textContent}`;
    };

    const take = (files) => {
        for (const file of files) {
            const where = make("span", { textContent: words.waiting });
            where.dataset.where = "";
            const place = make("div");
            place.dataset.place = "";
            const name = make("strong", { textContent: file.name });
            const item = make("li", {}, make("p", {}, name, " ", where), place);
            list.append(item);
            const error = refuse(file);
            if (error) {
                where.textContent = error;
                item.classList.add("is-refused");
                status.textContent = `${file.name}: ${error}`;
            } else {
                queue = queue.then(() => send(file, item));
            }
        }
        list.lastElementChild?.scrollIntoView({ block: "nearest" });
    };

    button.hidden = false;
    button.addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
        take(input.files);
        input.value = "";
    });

    // What is typed here is no change of the page.
    for (const type of ["input", "change", "keyup"]) {
        panel.addEventListener(type, (event) => event.stopPropagation());
    }

    // On the whole page: a file that misses the form would replace it.
    const around = document.documentElement;
    let depth = 0;
    const mark = (isOver) => panel.classList.toggle("is-over", isOver);
    const on = (type, act) =>
        around.addEventListener(
            type,
            (event) => {
                if (!carriesFiles(event) || event.target.closest?.(".drop-zone")) return;
                event.preventDefault();
                event.stopPropagation();
                act(event);
            },
            true,
        );
    on("dragenter", () => mark(++depth > 0));
    on("dragleave", () => mark(--depth > 0));
    on("dragover", ({ dataTransfer }) => {
        dataTransfer.dropEffect = "copy";
    });
    on("drop", ({ dataTransfer }) => {
        mark(false);
        depth = 0;
        take(dataTransfer.files);
    });

    // A form is sent when what was typed last has been saved.
    pageForm.addEventListener(
        "submit",
        (event) => {
            if (!saving.size) return;
            event.preventDefault();
            event.stopImmediatePropagation();
            const { submitter } = event;
            resend = () => sendAgain(pageForm, submitter);
        },
        true,
    );
};

if (panel) start();
