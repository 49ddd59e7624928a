/* SPDX-License-Identifier: MIT */
/* Finds fonts through fontconfig, which is loaded at run time. */
#include "fontconfig.h"

#include "surefoot/memory.h"

#include <SDL.h>
#include <fontconfig/fontconfig.h>
#include <string.h>

#define LIBRARY "libfontconfig.so.1"

struct Fontconfig {
    void *library;
    FcConfig *config;
    FcConfig *(*load)(void);
    void (*destroy)(FcConfig *config);
    void (*fini)(void);
    FcPattern *(*parse)(const FcChar8 *name);
    FcBool (*substitute)(FcConfig *config, FcPattern *pattern, FcMatchKind kind);
    void (*add_defaults)(FcPattern *pattern);
    FcPattern *(*match)(FcConfig *config, FcPattern *pattern, FcResult *result);
    FcResult (*get_string)(const FcPattern *pattern, const char *object, int n, FcChar8 **out);
    FcResult (*get_integer)(const FcPattern *pattern, const char *object, int n, int *out);
    void (*forget)(FcPattern *pattern);
};

static bool find(const Fontconfig *config, const char *name, void *function, size_t size)
{
    void *found = SDL_LoadFunction(config->library, name);
    memcpy(function, &found, size);
    return found != NULL;
}

#define FIND(config, member, name) find(config, name, &(config)->member, sizeof((config)->member))

static bool find_functions(Fontconfig *config)
{
    return FIND(config, load, "FcInitLoadConfigAndFonts") &&
           FIND(config, destroy, "FcConfigDestroy") && FIND(config, fini, "FcFini") &&
           FIND(config, parse, "FcNameParse") && FIND(config, substitute, "FcConfigSubstitute") &&
           FIND(config, add_defaults, "FcDefaultSubstitute") &&
           FIND(config, match, "FcFontMatch") && FIND(config, get_string, "FcPatternGetString") &&
           FIND(config, get_integer, "FcPatternGetInteger") &&
           FIND(config, forget, "FcPatternDestroy");
}

Fontconfig *fontconfig_open(void)
{
    Fontconfig *config = sf_alloc(sizeof(*config));
    if (config == NULL) {
        return NULL;
    }
    config->library = SDL_LoadObject(LIBRARY);
    if (config->library != NULL && find_functions(config)) {
        config->config = config->load();
    }
    if (config->config == NULL) {
        fontconfig_close(config);
        return NULL;
    }
    return config;
}

bool fontconfig_match(Fontconfig *config,
                      const char *pattern,
                      char path[FONT_PATH_BYTES],
                      int *face)
{
    bool found = false;
    FcResult result = FcResultNoMatch;
    FcChar8 *file = NULL;
    FcPattern *best = NULL;
    FcPattern *wanted = config->parse((const FcChar8 *)pattern);
    if (wanted == NULL) {
        return false;
    }
    if (config->substitute(config->config, wanted, FcMatchPattern)) {
        config->add_defaults(wanted);
        best = config->match(config->config, wanted, &result);
    }
    if (best != NULL && config->get_string(best, FC_FILE, 0, &file) == FcResultMatch) {
        *face = 0;
        (void)config->get_integer(best, FC_INDEX, 0, face);
        found = sf_format(path, FONT_PATH_BYTES, "%s", (const char *)file);
    }
    if (best != NULL) {
        config->forget(best);
    }
    config->forget(wanted);
    return found;
}

void fontconfig_close(Fontconfig *config)
{
    if (config == NULL) {
        return;
    }
    if (config->config != NULL) {
        config->destroy(config->config);
        config->fini();
    }
    if (config->library != NULL) {
        SDL_UnloadObject(config->library);
    }
    sf_free(config);
}
