// The rest of the view inside: the pixels for and against an answer, the nearest training digits, one neuron large, all neurons.

class Pixels {
  constructor(place) {
    place.innerHTML = `<h4></h4><div class="pair"><canvas class="large" role="img"></canvas><div><p class="ask">Compare with
      <span class="choices" role="radiogroup" aria-label="Compare the answer with"></span></p><p class="account"></p></div></div>`;
    Object.assign(this, { title: place.querySelector("h4"), canvas: place.querySelector("canvas"), choices: place.querySelector(".choices"),
                          account: place.querySelector(".account"), rival: null, drawing: null });
  }

  show(data, theme) {
    if (data.drawing !== this.drawing) this.rival = [...data.scores.keys()].filter((d) => d !== data.answer).sort((a, b) => data.scores[b] - data.scores[a])[0];
    Object.assign(this, { data, theme, drawing: data.drawing, parts: new Int16Array(bytesOf(data.pixels).buffer) });
    this.choices.replaceChildren(...data.scores.map((_, digit) => {
      const choice = made("button", "choice", digit);
      choice.setAttribute("role", "radio");
      choice.setAttribute("aria-label", `Why not ${digit}?`);
      choice.disabled = digit === data.answer;
      choice.onclick = () => this.against(digit);
      return choice;
    }));
    this.against(this.rival);
  }

  against(rival) {
    const { data, parts, theme } = this, said = data.answer;
    if (rival === said) return;
    this.rival = rival;
    [...this.choices.children].forEach((choice, digit) => choice.setAttribute("aria-checked", digit === rival));
    const margins = Array.from({ length: 784 }, (_, i) => (parts[784 * said + i] - parts[784 * rival + i]) * data.unit);
    const most = Math.max(1e-9, ...margins.map(Math.abs)), ink = bytesOf(data.picture);
    painted(this.canvas, margins.map((margin) => Math.round(127.5 + 127.5 * Math.sign(margin) * Math.abs(margin / most) ** 0.7)), theme.scale);
    const context = this.canvas.getContext("2d"), image = context.getImageData(0, 0, 28, 28); // ink shows through, as a shade
    ink.forEach((level, i) => { for (let c = 0; c < 3; c++) image.data[4 * i + c] = image.data[4 * i + c] * (1 - level / 255 * 0.3) + theme.text[c] * level / 255 * 0.3; });
    context.putImageData(image, 0, 0);
    this.canvas.setAttribute("aria-label", `Pixels that speak for ${said} and against ${rival} in blue, the other way round in orange`);
    const plus = margins.reduce((sum, m) => sum + Math.max(0, m), 0), minus = margins.reduce((sum, m) => sum + Math.min(0, m), 0);
    this.title.textContent = `Why ${said} and not ${rival}?`;
    const start = data.start[said] - data.start[rival], margin = data.scores[said] - data.scores[rival];
    const rest = margin - plus - minus - start; // what adding up in steps misses
    const short = addedUp(margin, [plus, minus, start], 1, 1);
    const { total, parts: [blue, orange, average, steps] } = short.comesOut ? short : addedUp(margin, [plus, minus, start, rest], 1);
    this.account.textContent = `Blue pixels speak for ${said}, orange ones for ${rival}: by ink that is there, or by ink that is missing where digits on average have some. `
      + `${said} leads by ${total} points of score: ${blue} from blue pixels, ${orange} from orange ones, and ${average} that the network gives an average of all digits.`
      + (steps ? ` (${steps} comes from adding up in steps.)` : "");
  }
}

class Neighbors {
  constructor(place, tell) {
    place.innerHTML = `<h4>The training digits most alike</h4><p class="ask"><span class="choices" role="radiogroup" aria-label="Alike">
      <button class="choice" role="radio" value="network">for the network</button><button class="choice" role="radio" value="ink">pixel by pixel</button></span></p>
      <p class="account"></p><div class="row"></div>`;
    this.row = place.querySelector(".row");
    this.account = place.querySelector(".account");
    this.choices = [...place.querySelectorAll(".choice")];
    this.choices.forEach((choice) => (choice.onclick = () => tell({ alike: choice.value })));
  }

  show({ neighbors, answer, alike, searched }) {
    const agree = neighbors.digits.labels.filter((label) => label === answer).length;
    this.choices.forEach((choice) => choice.setAttribute("aria-checked", choice.value === alike));
    this.account.textContent = `Of the ${neighbors.digits.labels.length} nearest among ${grouped(searched)}, ${agree === neighbors.digits.labels.length ? "all are" : agree === 1 ? "1 is a" : agree ? `${agree} are` : "none is a"} `
      + `${answer}${agree > 1 ? "s" : ""}. Behind each label stands its distance${alike === "ink" ? " in ink" : " in the last hidden layer"}; 0 would be the same.`;
    digitsRow(this.row, neighbors.digits, neighbors.distances.map((distance) => number(distance, 1)), answer);
  }
}

class Neuron {
  constructor(place, tell) {
    place.innerHTML = `<h4></h4><div class="pair"><canvas class="large" role="img"></canvas><div><p class="account"></p><p class="ask">
      <button class="choice" value="-1">Previous</button><button class="choice" value="1">Next</button><button class="choice" value="all">All neurons</button>
      <button class="choice" value="close">Close</button></p></div></div><p class="account strongest"></p><div class="row"></div>`;
    Object.assign(this, { place, title: place.querySelector("h4"), canvas: place.querySelector("canvas"), account: place.querySelector(".account"),
                          strongest: place.querySelector(".strongest"), row: place.querySelector(".row") });
    for (const choice of place.querySelectorAll(".choice")) choice.onclick = () => {
      const { layer, index } = this.neuron;
      if (choice.value === "all") tell({ atlas: layer });
      else tell({ neuron: choice.value === "close" ? null : [layer, (index + Number(choice.value) + this.sizes[layer]) % this.sizes[layer]] });
    };
  }

  show({ neuron, sizes, answer }, theme) {
    this.place.hidden = !neuron;
    if (!neuron) return;
    Object.assign(this, { neuron, sizes });
    const { layer, index, activation, digits } = neuron, name = `Neuron ${index + 1} of ${grouped(sizes[layer])}`;
    this.title.textContent = sizes.length > 1 ? `${name} in the ${neuron.name} hidden layer` : name;
    painted(this.canvas, bytesOf(neuron.look), theme.scale);
    this.canvas.setAttribute("aria-label", `What ${name.toLowerCase()} looks for`);
    const looks = layer === 0
      ? "This neuron looks for ink where it's blue and for none where it's orange. The picture is its weights, faded where digits hardly ever have ink."
      : "This neuron looks for what the neurons before it report. The digits that fire it have more ink where it's blue and less where it's orange than digits have on average.";
    this.account.textContent = looks + (activation === undefined ? "" : activation === 0 ? " For your drawing it stays silent: its output is 0."
      : ` For your drawing its output is ${number(activation, 2)}, which adds ${neuron.exact ? "" : "about "}${signed(neuron.part)} to the score of ${answer}.`) + ` Its bias is ${number(neuron.bias, 2)}.`;
    const counts = {};
    digits.labels.forEach((label) => (counts[label] = (counts[label] ?? 0) + 1));
    this.strongest.textContent = "The training digits that fire it most: " + Object.entries(counts).sort((a, b) => b[1] - a[1]).map(([label, count]) => `${count} × ${label}`).join(", ") + ".";
    digitsRow(this.row, digits);
  }
}

class Atlas {
  constructor(place, tell) {
    place.innerHTML = `<h4></h4><p class="ask"><span class="layers"></span><button class="choice close">Close</button></p>
      <p class="account">What each neuron looks for; the more strongly a neuron fires for your drawing, the bolder its frame. Click one to see it large.</p><canvas class="atlas" role="img"></canvas>`;
    Object.assign(this, { place, tell, title: place.querySelector("h4"), layers: place.querySelector(".layers"), canvas: place.querySelector("canvas") });
    place.querySelector(".close").onclick = () => tell({ atlas: null });
    this.canvas.onclick = ({ offsetX, offsetY }) => {
      const index = Math.floor(offsetY / this.cell) * this.across + Math.floor(offsetX / this.cell);
      if (index < this.count) tell({ neuron: [this.atlas.layer, index] });
    };
  }

  show({ atlas, sizes }, theme) {
    this.place.hidden = !atlas;
    if (!atlas) return;
    const width = this.place.clientWidth, count = sizes[atlas.layer], looks = bytesOf(atlas.looks);
    const across = Math.max(8, Math.floor(width / 34)), cell = Math.floor(width / across), { canvas } = this;
    Object.assign(this, { atlas, count, across, cell });
    this.title.textContent = `All ${counted(count, "neuron")}${sizes.length > 1 ? ` of the ${["first", "second", "third"][atlas.layer] ?? "chosen"} hidden layer` : ""}`;
    this.layers.replaceChildren(...(sizes.length > 1 ? sizes.map((size, layer) => {
      const choice = made("button", "choice", `Layer ${layer + 1}`);
      choice.setAttribute("aria-pressed", layer === atlas.layer);
      choice.onclick = () => this.tell({ atlas: layer });
      return choice;
    }) : []));
    canvas.setAttribute("aria-label", `${this.title.textContent}. With the keyboard, go through them by Next and Previous at one neuron.`);
    const context = sharp(canvas, width, Math.ceil(count / across) * cell), small = made("canvas");
    for (let i = 0; i < count; i++) {
      const x = i % across * cell, y = Math.floor(i / across) * cell, share = atlas.fired?.[i] ?? 0;
      if (share) {
        context.fillStyle = css(share < 0 ? theme.negative : theme.positive, Math.abs(share));
        context.fillRect(x, y, cell, cell);
      }
      context.drawImage(painted(small, nth(looks, i, 196), theme.scale, 14), x + 3, y + 3, cell - 6, cell - 6);
    }
  }
}
