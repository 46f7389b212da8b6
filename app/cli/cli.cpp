// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "core/base/exceptions.h"
#include "core/document/messages.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QGuiApplication>

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace halftone {

namespace {

constexpr int kBrokenStatus = 3;

/// "--json" takes a file or nothing; "--json model.onnx" and "--json -o x" mean nothing.
std::vector<std::string> withJsonFile(int argc, char **argv)
{
    std::vector<std::string> arguments(argv + 1, argv + argc);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] != "--json")
            continue;
        const bool hasFile = i + 1 < arguments.size() && !arguments[i + 1].starts_with("-") && !arguments[i + 1].ends_with(".onnx")
            && !std::filesystem::is_directory(arguments[i + 1]);
        arguments[i] = hasFile ? "--json=" + arguments[i + 1] : "--json=-";
        if (hasFile)
            arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
    return arguments;
}

bool asksForCommand(int argc, char **argv, const std::vector<std::unique_ptr<Command>> &commands)
{
    if (argc < 2)
        return false;
    const std::string_view first = argv[1];
    if (first == "--help" || first == "-h" || first == "--version")
        return true;
    return std::any_of(commands.begin(), commands.end(), [first](const auto &command) { return first == command->name(); });
}

/// A word that names no file is a command that does not exist, not a model to open in the studio.
bool isMistyped(int argc, char **argv)
{
    if (argc < 2)
        return false;
    const std::string_view first = argv[1];
    return first.find_first_of("-./") == std::string_view::npos && !std::filesystem::exists(first);
}

std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    // Pixel pictures of graphs need fonts, which need a platform; nothing else does.
    const bool needsFonts = std::any_of(argv, argv + argc, [](const char *each) { return std::string_view(each).starts_with("--png"); });
    if (!needsFonts)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

int execute(Command &command, const Console &console, bool strict)
{
    ConsoleProgress progress(console.quiet);
    const auto result = guarded([&] { return command.run(console, progress); });
    progress.clear();
    if (result && *result == CommandResult::Broken)
        return kBrokenStatus;
    if (result)
        return *result == CommandResult::Unsatisfied && strict ? 1 : 0;
    if (result.error().code() == errc::kWrongUsage) {
        console.errorText(QString::fromStdString(result.error().arguments().front()));
        return 2;
    }
    console.error(result.error());
    return 1;
}

} // namespace

std::optional<int> runCommandLine(int argc, char **argv)
{
    const auto commands = allCommands();
    if (isMistyped(argc, argv) && !asksForCommand(argc, argv, commands)) {
        std::fprintf(stderr, "halftone: “%s” is neither a command nor a file; halftone --help lists the commands.\n", argv[1]);
        return 2;
    }
    if (!asksForCommand(argc, argv, commands))
        return std::nullopt;
    const auto application = makeApplication(argc, argv);

    CLI::App app("Halftone: inspect and quantize ONNX models. Without a command: the studio.\n  halftone [MODEL]", "halftone");
    app.set_version_flag("--version", "halftone " HALFTONE_VERSION);
    app.require_subcommand(1);
    Console console;
    bool strict = false;
    int status = 0;
    for (const auto &command : commands) {
        CLI::App *sub = app.add_subcommand(command->name(), command->summary());
        sub->add_option("--json", console.jsonFile, "Figures for machines, to FILE or (FILE omitted) to stdout")->type_name("[FILE]");
        sub->add_flag("--quiet", console.quiet, "No progress, no notes, no tables");
        sub->add_flag("--strict", strict, "Exit status 1 also when cases fail or a target is not reached");
        command->declare(*sub);
        sub->callback([&status, &command, &console, &strict] { status = execute(*command, console, strict); });
    }
    try {
        auto arguments = withJsonFile(argc, argv);
        std::reverse(arguments.begin(), arguments.end());
        app.parse(arguments);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    return status;
}

} // namespace halftone
